import type { TextMark } from "../protocol/runPage.ts";

/** The way into a page costs some 40 ms for each MB: of a longer text its beginning goes ahead, for a first look. */
const longCharacters = 500_000;
const beginningBytes = 30_000;

interface TextBytes {
  readonly version: number;
  readonly bytes: Uint8Array;
  readonly isBeginning?: true;
}

/** The large texts of a run, held for its page, which asks for them when it shows them. The same text keeps its version. */
export class RunTexts {
  private readonly byPart = new Map<string, { readonly mark: TextMark; readonly text: string }>();
  private versions = 0;

  put(part: string, text: string | undefined): TextMark | undefined {
    const held = this.byPart.get(part);
    if (text === undefined) {
      this.byPart.delete(part);
      return undefined;
    }
    if (held?.text === text) return held.mark;
    const mark = { version: ++this.versions, characters: text.length, rows: rowsOf(text) };
    this.byPart.set(part, { mark, text });
    return mark;
  }

  mark(part: string): TextMark | undefined {
    return this.byPart.get(part)?.mark;
  }

  text(part: string): string | undefined {
    return this.byPart.get(part)?.text;
  }

  /** As the page wants it, perhaps its beginning first; nothing if there is none (any more). */
  *bytes(part: string): Generator<TextBytes> {
    const held = this.byPart.get(part);
    if (!held) return;
    const { version } = held.mark;
    if (held.text.length >= longCharacters) yield { version, bytes: beginningOf(held.text), isBeginning: true };
    yield { version, bytes: new TextEncoder().encode(held.text) };
  }
}

/** Members and containers, as far as they matter for the place that the page keeps for them. */
function rowsOf(text: string): number {
  return 1 + (text.slice(0, beginningBytes).match(/":|[[,]\s*[{[]/g)?.length ?? 0);
}

function beginningOf(text: string): Uint8Array {
  const bytes = new Uint8Array(beginningBytes);
  return bytes.slice(0, new TextEncoder().encodeInto(text, bytes).written);
}

import type { TextMark } from "../protocol/runPage.ts";

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
    const mark = { version: ++this.versions, characters: text.length };
    this.byPart.set(part, { mark, text });
    return mark;
  }

  mark(part: string): TextMark | undefined {
    return this.byPart.get(part)?.mark;
  }

  text(part: string): string | undefined {
    return this.byPart.get(part)?.text;
  }

  /** As the page wants it; undefined if there is none (any more). */
  bytes(part: string): { readonly version: number; readonly bytes: Uint8Array } | undefined {
    const held = this.byPart.get(part);
    return held && { version: held.mark.version, bytes: new TextEncoder().encode(held.text) };
  }
}

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

const pieceLetters = 64_000;

class Mark {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** The same for equal values, in whatever order the members of their objects came. */
export function fingerprint(...values: readonly unknown[]): string {
  const hash = createHash("sha256");
  let piece = "";
  // A list of what is still to come in place of recursion: bodies may be nested deeply.
  const coming: unknown[] = values.toReversed();
  while (coming.length > 0) {
    piece += written(coming.pop(), coming);
    if (piece.length < pieceLetters) continue;
    hash.update(piece);
    piece = "";
  }
  return hash.update(piece).digest("base64");
}

export async function fileFingerprint(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path)) hash.update(piece);
  return hash.digest("base64");
}

/** The text of a simple value; of others the beginning, the rest comes later. */
function written(value: unknown, coming: unknown[]): string {
  if (value instanceof Mark) return value.text;
  if (typeof value !== "object" || value === null) return `${JSON.stringify(value)},`;
  if (Array.isArray(value)) {
    coming.push(new Mark("],"));
    for (let index = value.length - 1; index >= 0; index -= 1) coming.push(value[index]);
    return "[";
  }
  coming.push(new Mark("},"));
  for (const [name, member] of Object.entries(value).toSorted(([one], [other]) => (one < other ? 1 : -1))) {
    coming.push(member, new Mark(`${JSON.stringify(name)}:`));
  }
  return "{";
}

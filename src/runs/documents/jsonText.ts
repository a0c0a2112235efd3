import { skipBlanks, valueEnd } from "../../base/jsonMembers.ts";

/** Deeper levels are not moved in further: ten thousand of them would be nothing but blanks. */
const deepestIndent = 60;
/** How much is made at a time; whoever reads the pieces may let others work in between. */
export const pieceLength = 64 * 1024;

/** The same JSON on many lines, in pieces. Numbers, texts, doubled names and the order stay letter by letter as they came. */
export function* prettyPieces(text: string): Generator<string> {
  let piece = "";
  let depth = 0;
  for (let at = skipBlanks(text, 0); at < text.length; at = skipBlanks(text, at)) {
    const char = text[at] ?? "";
    if (isOpening(char)) {
      const next = skipBlanks(text, at + 1);
      const isEmpty = isClosing(text[next] ?? "");
      piece += isEmpty ? char + text[next] : char + newLine((depth += 1));
      at = isEmpty ? next + 1 : next;
    } else if (isClosing(char)) {
      piece += newLine((depth -= 1)) + char;
      at += 1;
    } else if (char === ",") {
      piece += char + newLine(depth);
      at += 1;
    } else if (char === ":") {
      piece += ": ";
      at += 1;
    } else piece += text.slice(at, (at = scalarEnd(text, at)));
    if (piece.length >= pieceLength) {
      yield piece;
      piece = "";
    }
  }
  yield `${piece}\n`;
}

/** The same JSON on one line, as short as it can be. Numbers, texts, doubled names and the order stay as they came. */
export function compactText(text: string): string {
  if (!/\s/.test(text)) return text;
  let compact = "";
  for (let at = skipBlanks(text, 0); at < text.length; at = skipBlanks(text, at)) compact += text.slice(at, (at = scalarEnd(text, at)));
  return compact;
}

/** The end of the text, number or word that begins here: behind at least one character, also where it is none of them. */
export function scalarEnd(text: string, at: number): number {
  return /[:{[]/.test(text[at] ?? "") ? at + 1 : Math.max(at + 1, valueEnd(text, at));
}

export function newLine(depth: number): string {
  return `\n${"  ".repeat(Math.max(0, Math.min(depth, deepestIndent)))}`;
}

function isOpening(char: string): boolean {
  return char === "{" || char === "[";
}

export function isClosing(char: string): boolean {
  return char === "}" || char === "]";
}

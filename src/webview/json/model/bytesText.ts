import { stringEnd } from "./tokens.ts";

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const backslash = 0x5c;
const quote = 0x22;

/** Bytes as text. Never ends within a character, so a cut text may be a little shorter. */
export function textOf(bytes: Uint8Array, from: number, to: number): string {
  return decoder.decode(bytes.subarray(from, wholeCharacters(bytes, from, to)));
}

/** What the string that begins with the quote at `at` means. Lone surrogates stay as they are. */
export function stringAt(bytes: Uint8Array, at: number): string {
  return unescaped(textOf(bytes, at + 1, stringEnd(bytes, at) - 1));
}

export function unescaped(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, code: string | undefined, letter: string) =>
    code === undefined ? (meanings[letter] ?? letter) : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

const meanings: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/** The largest end, not beyond `to`, that cuts neither a character nor an escape in two. */
export function wholeCharacters(bytes: Uint8Array, from: number, to: number): number {
  let end = Math.min(to, bytes.length);
  if (end === bytes.length) return end;
  while (end > from && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  const escape = bytes.subarray(from, end).lastIndexOf(backslash);
  if (escape === -1 || end - (from + escape) > 12) return end;
  return beforeCutEscape(bytes, from, end);
}

/** Goes back to where a run of escapes begins, and forward over the whole ones. */
function beforeCutEscape(bytes: Uint8Array, from: number, end: number): number {
  let at = Math.max(from, end - 64);
  while (at > from && bytes[at - 1] === backslash) at--;
  while (at < end) {
    const length = bytes[at] !== backslash ? 1 : bytes[at + 1] === 0x75 ? pairLength(bytes, at) : 2;
    if (at + length > end) return at;
    at += length;
  }
  return end;
}

/** Two escapes that are one character stay together. */
function pairLength(bytes: Uint8Array, at: number): number {
  const isHigh = /^d[89ab]/i.test(String.fromCharCode(bytes[at + 2] ?? 0, bytes[at + 3] ?? 0));
  return isHigh && bytes[at + 6] === backslash && bytes[at + 7] === 0x75 ? 12 : 6;
}

/** The key of the member whose value begins at `at`: looks back over the colon to the string before it. */
export function keyBefore(bytes: Uint8Array, at: number): string {
  let end = at - 1;
  while (bytes[end] !== quote) end--;
  let start = end - 1;
  while (bytes[start] !== quote || isEscaped(bytes, start)) start--;
  return unescaped(textOf(bytes, start + 1, end));
}

/** Whether a backslash before it, that is none itself, gives the byte another meaning. */
export function isEscaped(bytes: Uint8Array, at: number): boolean {
  let first = at;
  while (bytes[first - 1] === backslash) first--;
  return (at - first) % 2 === 1;
}

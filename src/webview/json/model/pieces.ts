import { wholeCharacters } from "./bytesText.ts";

/** A long text as lines: where each begins. The last entry is the end of the text. */
export type Pieces = Uint32Array;

const newline = 0x0a;
const backslash = 0x5c;
const space = 0x20;

/** Cuts a text at its line ends, and behind a word before `width` bytes, so that each piece is a row and none is long. */
export function cutIntoPieces(bytes: Uint8Array, from: number, to: number, width: number): Pieces {
  const cuts: number[] = [from];
  let at = from;
  while (at < to) {
    const limit = wholeCharacters(bytes, at, Math.min(to, at + width));
    const end = lineEnd(bytes, at, limit > at ? limit : Math.min(to, at + width));
    at = end === limit && end < to ? wordEnd(bytes, at, end) : end;
    cuts.push(at);
  }
  return Uint32Array.from(cuts);
}

/** Behind the last space, if the piece is not too short then. */
function wordEnd(bytes: Uint8Array, from: number, to: number): number {
  const last = bytes.subarray((from + to) >> 1, to).lastIndexOf(space);
  return last === -1 ? to : ((from + to) >> 1) + last + 1;
}

/** Behind the first line end, be it one byte or the escape of a JSON string. */
function lineEnd(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    if (bytes[at] === newline) return at + 1;
    if (bytes[at] !== backslash) continue;
    if (bytes[at + 1] === 0x6e && at + 2 <= to) return at + 2;
    at++;
  }
  return to;
}

import { wholeCharacters } from "./bytesText.ts";
import { openArray, openObject } from "./jsonIndex.ts";

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const closeArray = 0x5d;
const closeObject = 0x7d;

/** The first part of a text, closed so that it is a JSON text by itself. */
export interface Beginning {
  readonly bytes: Uint8Array;
  /** Where the values begin that go on behind it. */
  readonly unfinished: readonly number[];
}

/** Cuts a text of more than `length` bytes behind a whole value or within a long string. It is not checked. */
export function beginningOf(text: Uint8Array, length: number): Beginning {
  const open: number[] = [];
  let end = 0;
  let at = 0;
  for (; at < length; at++) {
    const byte = text[at];
    if (byte === openObject || byte === openArray) {
      open.push(at);
      end = at + 1;
    } else if (byte === closeObject || byte === closeArray) {
      open.pop();
      end = at + 1;
    } else if (byte === comma) end = at;
    else if (byte === quote) {
      const behind = behindString(text, at, length);
      if (behind > length) break;
      at = behind - 1;
    }
  }
  const cut = at < length && isValue(text, at, open.at(-1)) ? at : undefined;
  const kept = cut === undefined ? text.subarray(0, end) : text.subarray(0, wholeCharacters(text, cut + 1, length));
  return { bytes: closed(kept, open, cut !== undefined), unfinished: cut === undefined ? open : [...open, cut] };
}

function behindString(text: Uint8Array, from: number, length: number): number {
  let at = from + 1;
  while (at < length && text[at] !== quote) at += text[at] === backslash ? 2 : 1;
  return at + 1;
}

/** Whether the string at `at` is a value, not a key. */
function isValue(text: Uint8Array, at: number, container: number | undefined): boolean {
  if (container === undefined || text[container] === openArray) return true;
  let before = at - 1;
  while ((text[before] ?? 0) <= 0x20 && before > container) before--;
  return text[before] === colon;
}

function closed(kept: Uint8Array, open: readonly number[], isInString: boolean): Uint8Array {
  const closers = open.toReversed().map(at => (kept[at] === openObject ? closeObject : closeArray));
  const bytes = new Uint8Array(kept.length + closers.length + (isInString ? 1 : 0));
  bytes.set(kept);
  bytes.set(isInString ? [quote, ...closers] : closers, kept.length);
  return bytes;
}

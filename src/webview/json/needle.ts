import { isEscaped } from "./bytesText.ts";
import type { Query } from "./messages.ts";

const backslash = 0x5c;
const zero = 0x30;
const eight = 0x38;
const letterU = 0x75;
const never = -1;
/** The browser's own search is many times as fast as a loop, but costs to call: not for what comes that soon again. */
const nearBytes = 64;

/** What has an escape of its own, and the letter of that. */
const escapes: Readonly<Record<string, string>> = { '"': '"', "\\": "\\", "/": "/", "\b": "b", "\f": "f", "\n": "n", "\r": "r", "\t": "t" };

/** Finds where a text could stand in the bytes of JSON: where its own bytes do, and at escapes that could stand for a part of it. */
export class Needle {
  readonly length: number;
  readonly text: string;
  /** Written in JSON as it is, unless by number. */
  readonly isPlain: boolean;
  private readonly matchCase: boolean;
  private readonly low: Uint8Array;
  private readonly high: Uint8Array;
  /** How far the needle can move on, by the byte under its end. */
  private readonly shifts = new Uint32Array(256);
  private readonly shiftAtEnd: number;
  /** The letters of the escapes that stand for something in it, besides those that give a number. */
  private readonly letters: ReadonlySet<number>;
  private readonly isAscii: boolean;
  /** The next of either kind, as far as known. */
  private nextRaw = never;
  private nextEscape = never;

  constructor({ text, matchCase }: Query) {
    this.text = matchCase ? text : text.toLowerCase();
    this.matchCase = matchCase;
    [this.low, this.high] = forms(text, matchCase);
    this.length = this.low.length;
    this.shiftAtEnd = this.fillShifts();
    this.letters = new Set(Object.entries(escapes).flatMap(([character, letter]) => (text.includes(character) ? letter.charCodeAt(0) : [])));
    this.isAscii = this.low.every(byte => byte < 0x80);
    // oxlint-disable-next-line no-control-regex -- these are what is looked for
    this.isPlain = !/[\u0000-\u001f"\\]/.test(text);
  }

  /** The first candidate at `from` or behind it; -1 when there is none. Ask in rising order. */
  next(bytes: Uint8Array, from: number): number {
    if (this.nextRaw < from) this.nextRaw = this.raw(bytes, from);
    if (this.nextEscape < from) this.nextEscape = this.escape(bytes, from);
    const at = Math.min(this.nextRaw, this.nextEscape);
    return at === Number.POSITIVE_INFINITY ? never : at;
  }

  isRawAt(at: number): boolean {
    return this.nextRaw === at;
  }

  /** Whether the raw bytes that were found at `at`, in a string with escapes, stand there as they are meant. */
  isMeantAt(bytes: Uint8Array, at: number): boolean {
    if (!this.isPlain || isEscaped(bytes, at)) return false;
    // Digits of an escape by number are no text.
    for (let before = at - 1; before >= at - 4; before--) if (bytes[before] === letterU && isEscaped(bytes, before)) return false;
    return true;
  }

  fits(text: string, whole: boolean): boolean {
    const folded = this.matchCase ? text : text.toLowerCase();
    return whole ? folded === this.text : folded.includes(this.text);
  }

  private escape(bytes: Uint8Array, from: number): number {
    for (let at = nextBackslash(bytes, from); at !== never; at = nextBackslash(bytes, at)) {
      if (isEscaped(bytes, at)) at++;
      else if (this.matters(bytes, at)) return at;
      else at += 2;
    }
    return Number.POSITIVE_INFINITY;
  }

  private matters(bytes: Uint8Array, at: number): boolean {
    const letter = bytes[at + 1] ?? 0;
    if (letter !== letterU) return this.letters.has(letter);
    return !this.isAscii || (bytes[at + 2] === zero && bytes[at + 3] === zero && (bytes[at + 4] ?? 0) < eight);
  }

  /** Horspool's search: looks at the byte under the needle's end and moves on by what that allows. */
  private raw(bytes: Uint8Array, from: number): number {
    const last = this.length - 1;
    const { shifts, shiftAtEnd } = this;
    let at = from + last;
    while (at < bytes.length) {
      const shift = shifts[bytes[at] ?? 0] ?? 1;
      if (shift > 0) at += shift;
      else if (this.isAt(bytes, at - last)) return at - last;
      else at += shiftAtEnd;
    }
    return Number.POSITIVE_INFINITY;
  }

  private isAt(bytes: Uint8Array, start: number): boolean {
    for (let offset = 0; offset < this.length; offset++) {
      const byte = bytes[start + offset];
      if (byte !== this.low[offset] && byte !== this.high[offset]) return false;
    }
    return true;
  }

  private fillShifts(): number {
    const last = this.length - 1;
    this.shifts.fill(this.length);
    for (let offset = 0; offset < last; offset++) {
      this.shifts[this.low[offset] ?? 0] = last - offset;
      this.shifts[this.high[offset] ?? 0] = last - offset;
    }
    const ends = [this.low[last] ?? 0, this.high[last] ?? 0];
    const shift = Math.min(...ends.map(byte => this.shifts[byte] ?? 1));
    for (const byte of ends) this.shifts[byte] = 0;
    return shift;
  }
}

function nextBackslash(bytes: Uint8Array, from: number): number {
  const near = Math.min(bytes.length, from + nearBytes);
  for (let at = from; at < near; at++) if (bytes[at] === backslash) return at;
  return bytes.indexOf(backslash, near);
}

/** The bytes in small and in capital letters; where those differ in length only the text as typed is looked for. */
function forms(text: string, matchCase: boolean): [Uint8Array, Uint8Array] {
  const encoder = new TextEncoder();
  const [low, high] = [encoder.encode(text.toLowerCase()), encoder.encode(text.toUpperCase())];
  return matchCase || low.length !== high.length ? [encoder.encode(text), encoder.encode(text)] : [low, high];
}

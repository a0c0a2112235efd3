import type { Query } from "../messages.ts";
import { isEscaped } from "./bytesText.ts";
import type { JsonIndex } from "./jsonIndex.ts";

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
  private readonly bytes: Uint8Array;
  private readonly firstBackslash: number;
  private readonly matchCase: boolean;
  private readonly low: Uint8Array;
  private readonly high: Uint8Array;
  /** Which two bytes follow each other somewhere in it: 1 for each of these pairs. */
  private readonly pairs: Uint8Array;
  /** The letters of the escapes that stand for something in it, besides those that give a number. */
  private readonly letters: ReadonlySet<number>;
  private readonly isAscii: boolean;
  /** The next of either kind, as far as known. */
  private nextRaw = never;
  private nextEscape = never;

  constructor({ bytes, firstBackslash }: JsonIndex, { text, matchCase }: Query) {
    this.bytes = bytes;
    this.firstBackslash = firstBackslash;
    this.text = matchCase ? text : text.toLowerCase();
    this.matchCase = matchCase;
    [this.low, this.high] = forms(text, matchCase);
    this.length = this.low.length;
    this.pairs = pairsOf(this.low, this.high);
    this.letters = new Set(Object.entries(escapes).flatMap(([character, letter]) => (text.includes(character) ? letter.charCodeAt(0) : [])));
    this.isAscii = this.low.every(byte => byte < 0x80);
    // oxlint-disable-next-line no-control-regex -- these are what is looked for
    this.isPlain = !/[\u0000-\u001f"\\]/.test(text);
  }

  /** The first candidate at `from` or behind it; -1 when there is none. Ask in rising order. */
  next(from: number): number {
    if (this.nextRaw < from) this.nextRaw = this.raw(from);
    if (this.nextEscape < from) this.nextEscape = this.escape(from);
    const at = Math.min(this.nextRaw, this.nextEscape);
    return at === Number.POSITIVE_INFINITY ? never : at;
  }

  isRawAt(at: number): boolean {
    return this.nextRaw === at;
  }

  /** Whether the raw bytes that were found at `at`, in a string with escapes, stand there as they are meant. */
  isMeantAt(at: number): boolean {
    const { bytes } = this;
    if (!this.isPlain || isEscaped(bytes, at)) return false;
    // Digits of an escape by number are no text.
    for (let before = at - 1; before >= at - 4; before--) if (bytes[before] === letterU && isEscaped(bytes, before)) return false;
    return true;
  }

  fits(text: string, whole: boolean): boolean {
    const folded = this.matchCase ? text : text.toLowerCase();
    return whole ? folded === this.text : folded.includes(this.text);
  }

  private escape(from: number): number {
    const { bytes, firstBackslash } = this;
    if (firstBackslash === never) return Number.POSITIVE_INFINITY;
    for (let at = nextBackslash(bytes, Math.max(from, firstBackslash)); at !== never; at = nextBackslash(bytes, at)) {
      if (isEscaped(bytes, at)) at++;
      else if (this.matters(at)) return at;
      else at += 2;
    }
    return Number.POSITIVE_INFINITY;
  }

  private matters(at: number): boolean {
    const { bytes } = this;
    const letter = bytes[at + 1] ?? 0;
    if (letter !== letterU) return this.letters.has(letter);
    return !this.isAscii || (bytes[at + 2] === zero && bytes[at + 3] === zero && (bytes[at + 4] ?? 0) < eight);
  }

  /** In steps as long as it has pairs: wherever it begins, one of them stands where a step leads. */
  private raw(from: number): number {
    const { bytes, pairs } = this;
    const step = Math.max(1, this.length - 1);
    for (let at = nextPair(bytes, pairs, from + step - 1, step); at < bytes.length; at = nextPair(bytes, pairs, at + step, step)) {
      for (let start = at - step + 1; start <= at; start++) if (this.isAt(start)) return start;
    }
    return Number.POSITIVE_INFINITY;
  }

  private isAt(start: number): boolean {
    // To read beyond the end would make the browser compile this anew, and worse.
    if (start + this.length > this.bytes.length) return false;
    for (let offset = 0; offset < this.length; offset++) {
      const byte = this.bytes[start + offset];
      if (byte !== this.low[offset] && byte !== this.high[offset]) return false;
    }
    return true;
  }
}

function nextBackslash(bytes: Uint8Array, from: number): number {
  const near = Math.min(bytes.length, from + nearBytes);
  for (let at = from; at < near; at++) if (bytes[at] === backslash) return at;
  return bytes.indexOf(backslash, near);
}

/** Where the steps first lead to a pair that is wanted; at the last byte there is none, but that may be wanted alone. */
function nextPair(bytes: Uint8Array, pairs: Uint8Array, from: number, step: number): number {
  const last = bytes.length - 1;
  let at = from;
  while (at < last && pairs[((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)] === 0) at += step;
  return at;
}

function pairsOf(low: Uint8Array, high: Uint8Array): Uint8Array {
  const pairs = new Uint8Array(256 * 256);
  // Behind a single byte may stand any.
  if (low.length === 1) for (const [byte] of [low, high]) pairs.fill(1, (byte ?? 0) << 8, ((byte ?? 0) + 1) << 8);
  for (let at = 0; at + 1 < low.length; at++) {
    for (const form of [low, high]) for (const other of [low, high]) pairs[((form[at] ?? 0) << 8) | (other[at + 1] ?? 0)] = 1;
  }
  return pairs;
}

/** The bytes in small and in capital letters; where those differ in length only the text as typed is looked for. */
function forms(text: string, matchCase: boolean): [Uint8Array, Uint8Array] {
  const encoder = new TextEncoder();
  const [low, high] = [encoder.encode(text.toLowerCase()), encoder.encode(text.toUpperCase())];
  return matchCase || low.length !== high.length ? [encoder.encode(text), encoder.encode(text)] : [low, high];
}

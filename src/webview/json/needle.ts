import type { Query } from "./messages.ts";

const backslash = 0x5c;
const never = -1;

/** Finds where a text could stand in the bytes of JSON: where its own bytes do, and wherever there is an escape. */
export class Needle {
  readonly length: number;
  readonly text: string;
  private readonly matchCase: boolean;
  private readonly low: Uint8Array;
  private readonly high: Uint8Array;
  /** How far the needle can move on, by the byte under its end. */
  private readonly shifts = new Uint32Array(256);
  private readonly shiftAtEnd: number;
  /** The next of either kind, as far as known. */
  private nextRaw = never;
  private nextEscape = never;

  constructor({ text, matchCase }: Query) {
    this.text = matchCase ? text : text.toLowerCase();
    this.matchCase = matchCase;
    [this.low, this.high] = forms(text, matchCase);
    this.length = this.low.length;
    this.shiftAtEnd = this.fillShifts();
  }

  /** The first candidate at `from` or behind it; -1 when there is none. Ask in rising order. */
  next(bytes: Uint8Array, from: number): number {
    if (this.nextRaw < from) this.nextRaw = this.raw(bytes, from);
    if (this.nextEscape < from) this.nextEscape = orEnd(bytes.indexOf(backslash, from));
    const at = Math.min(this.nextRaw, this.nextEscape);
    return at === Number.POSITIVE_INFINITY ? never : at;
  }

  isRawAt(at: number): boolean {
    return this.nextRaw === at;
  }

  fits(text: string, whole: boolean): boolean {
    const folded = this.matchCase ? text : text.toLowerCase();
    return whole ? folded === this.text : folded.includes(this.text);
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

function orEnd(at: number): number {
  return at === never ? Number.POSITIVE_INFINITY : at;
}

/** The bytes in small and in capital letters; where those differ in length only the text as typed is looked for. */
function forms(text: string, matchCase: boolean): [Uint8Array, Uint8Array] {
  const encoder = new TextEncoder();
  const [low, high] = [encoder.encode(text.toLowerCase()), encoder.encode(text.toUpperCase())];
  return matchCase || low.length !== high.length ? [encoder.encode(text), encoder.encode(text)] : [low, high];
}

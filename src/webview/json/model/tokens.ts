const quote = 0x22;
const backslash = 0x5c;
const letterU = 0x75;

/** Says where a text stops being JSON. */
export class JsonError extends Error {
  /** In bytes. */
  readonly at: number;

  constructor(bytes: Uint8Array, at: number, what: string) {
    super(`${at >= bytes.length ? "The text ends too early" : what} (${place(bytes, at)}).`);
    this.at = Math.min(at, bytes.length);
  }
}

function place(bytes: Uint8Array, at: number): string {
  let line = 1;
  let lineStart = 0;
  for (let newline = bytes.indexOf(0x0a); newline !== -1 && newline < at; newline = bytes.indexOf(0x0a, newline + 1)) {
    line++;
    lineStart = newline + 1;
  }
  const column = new TextDecoder().decode(bytes.subarray(lineStart, Math.min(at, lineStart + 1_000_000))).length + 1;
  return `line ${line.toLocaleString("en")}, column ${column.toLocaleString("en")}`;
}

/** The end of the string, number or word that begins at `at`. */
export function valueEnd(bytes: Uint8Array, at: number): number {
  const byte = bytes[at] ?? 0;
  if (byte === quote) return stringEnd(bytes, at);
  if (byte === 0x2d || isDigit(byte)) return numberEnd(bytes, at);
  for (const word of words) if (startsWith(bytes, at, word)) return at + word.length;
  throw new JsonError(bytes, at, "A value is missing");
}

const words = ["true", "false", "null"].map(word => new TextEncoder().encode(word));

function startsWith(bytes: Uint8Array, at: number, word: Uint8Array): boolean {
  return word.every((byte, index) => bytes[at + index] === byte);
}

const longFromBytes = 1_000;

/** From the opening quote to behind the closing one. Raw control characters are let through: they are shown, not refused. */
export function stringEnd(bytes: Uint8Array, from: number): number {
  const near = Math.min(bytes.length, from + longFromBytes);
  let at = from + 1;
  while (at < near) {
    const byte = bytes[at] ?? 0;
    if (byte === quote) return at + 1;
    at = byte === backslash ? escapeEnd(bytes, at) : at + 1;
  }
  return longStringEnd(bytes, at);
}

/** The browser's own search costs more to call, but is many times as fast as a loop. */
function longStringEnd(bytes: Uint8Array, from: number): number {
  let end = -1;
  for (let at = from; ; ) {
    if (end < at) end = bytes.indexOf(quote, at);
    if (end === -1) throw unended(bytes, at);
    const escape = bytes.subarray(at, end).indexOf(backslash);
    if (escape === -1) return end + 1;
    at = escapeEnd(bytes, at + escape);
  }
}

/** A wrong escape is told before the missing end. */
function unended(bytes: Uint8Array, from: number): JsonError {
  for (let at = bytes.indexOf(backslash, from); at !== -1; at = bytes.indexOf(backslash, escapeEnd(bytes, at)));
  return new JsonError(bytes, bytes.length, "");
}

function escapeEnd(bytes: Uint8Array, at: number): number {
  const byte = bytes[at + 1] ?? 0;
  if (byte !== letterU) {
    if (!escapable.has(byte)) throw new JsonError(bytes, at, "A backslash stands before what cannot be escaped");
    return at + 2;
  }
  for (let digit = at + 2; digit < at + 6; digit++) {
    if (!isHex(bytes[digit] ?? 0)) throw new JsonError(bytes, digit, "\\u wants four hexadecimal digits");
  }
  return at + 6;
}

const escapable: ReadonlySet<number> = new Set(new TextEncoder().encode('"\\/bfnrt'));

function isHex(byte: number): boolean {
  return isDigit(byte) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function numberEnd(bytes: Uint8Array, from: number): number {
  let at = bytes[from] === 0x2d ? from + 1 : from;
  if (bytes[at] === 0x30) at++;
  else at = digitsEnd(bytes, at);
  if (isDigit(bytes[at] ?? 0)) throw new JsonError(bytes, at, "A number does not begin with 0");
  if (bytes[at] === 0x2e) at = digitsEnd(bytes, at + 1);
  if (bytes[at] === 0x65 || bytes[at] === 0x45) {
    at++;
    if (bytes[at] === 0x2b || bytes[at] === 0x2d) at++;
    at = digitsEnd(bytes, at);
  }
  return at;
}

/** At least one digit. */
function digitsEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && isDigit(bytes[at] ?? 0)) at++;
  if (at === from) throw new JsonError(bytes, at, "A digit is missing");
  return at;
}

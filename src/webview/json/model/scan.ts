import { JsonIndex, none, openArray, openObject } from "./jsonIndex.ts";
import { JsonError, stringEnd, valueEnd } from "./tokens.ts";

const comma = 0x2c;
const colon = 0x3a;
const quote = 0x22;
const backslash = 0x5c;
/** From an opening brace to the closing one, for both kinds. */
const toCloser = 2;

/** Checks a JSON text and finds its containers. Any depth: it does not recurse. Throws a `JsonError` with the place. */
export function scan(bytes: Uint8Array): JsonIndex {
  const index = new JsonIndex(bytes);
  let at = skipSpace(bytes, startOf(bytes));
  index.root = at;
  let top = none;
  for (;;) {
    const byte = bytes[at];
    if (byte === openObject || byte === openArray) {
      const inside = skipSpace(bytes, at + 1);
      if (bytes[inside] === byte + toCloser) at = inside + 1;
      else {
        top = index.open(at, top);
        at = byte === openObject ? skipKey(bytes, inside) : inside;
        continue;
      }
    } else at = valueEnd(bytes, at);
    while (top !== none) {
      at = skipSpace(bytes, at);
      index.count[top] = (index.count[top] ?? 0) + 1;
      const opener = bytes[index.start[top] ?? 0] ?? 0;
      if (bytes[at] === comma) {
        at = skipSpace(bytes, at + 1);
        if (opener === openObject) at = skipKey(bytes, at);
        break;
      }
      if (bytes[at] !== opener + toCloser) throw unclosed(bytes, at, opener);
      at++;
      top = index.close(top, at);
    }
    if (top === none) return finish(index, at);
  }
}

export function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (byte > 0x20 || (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09)) return at;
    at++;
  }
  return at;
}

/** Where the white space begins that ends at `to`. */
export function spaceBefore(bytes: Uint8Array, to: number): number {
  let at = to;
  while ((bytes[at - 1] ?? 0) <= 0x20) at--;
  return at;
}

/** From a key to the value behind it. */
export function skipKey(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== quote) throw new JsonError(bytes, at, "A key in double quotes is missing");
  const behind = skipSpace(bytes, stringEnd(bytes, at));
  if (bytes[behind] !== colon) throw new JsonError(bytes, behind, "A colon is missing after the key");
  return skipSpace(bytes, behind + 1);
}

function finish(index: JsonIndex, end: number): JsonIndex {
  index.rootEnd = end;
  index.firstBackslash = index.bytes.indexOf(backslash);
  const rest = skipSpace(index.bytes, end);
  if (rest < index.bytes.length) throw new JsonError(index.bytes, rest, "More text follows where the JSON has ended");
  return index;
}

function unclosed(bytes: Uint8Array, at: number, opener: number): JsonError {
  return new JsonError(bytes, at, `A comma or ${opener === openObject ? "}" : "]"} is missing`);
}

/** A byte order mark is no part of the text. */
function startOf(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

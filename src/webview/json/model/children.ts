import { stringAt } from "./bytesText.ts";
import { type JsonIndex, none, openArray, openObject } from "./jsonIndex.ts";
import { skipKey, skipSpace } from "./scan.ts";
import { stringEnd, valueEnd } from "./tokens.ts";

/** The children of one container, by ordinal. */
export interface Children {
  /** Of a member its key begins here, of an element its value. */
  readonly starts: Uint32Array;
  /** The container that a child is, or none. */
  readonly containers: Int32Array;
  /** Ordinals in the order of display; absent when that is the order as received. */
  readonly order?: Uint32Array | undefined;
  /** Ordinals of members whose key an earlier member has, too. */
  readonly doubles: ReadonlySet<number>;
}

const noDoubles: ReadonlySet<number> = new Set();

export function listChildren(index: JsonIndex, container: number): Children {
  const { bytes } = index;
  const count = index.count[container] ?? 0;
  const isObject = index.isObject(container);
  const starts = new Uint32Array(count);
  const containers = new Int32Array(count).fill(none);
  let inner = container + 1;
  let at = (index.start[container] ?? 0) + 1;
  for (let ordinal = 0; ordinal < count; ordinal++) {
    at = skipSpace(bytes, at);
    starts[ordinal] = at;
    const value = isObject ? skipKey(bytes, at) : at;
    if (inner < index.size && index.start[inner] === value) {
      containers[ordinal] = inner;
      at = index.end[inner] ?? 0;
      inner = index.next[inner] ?? 0;
    } else at = leafEnd(bytes, value);
    // Over the comma.
    at = skipSpace(bytes, at) + 1;
  }
  return { starts, containers, doubles: isObject && count > 1 ? doubledKeys(bytes, starts) : noDoubles };
}

/** The end of a value that has no children. */
export function leafEnd(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  return byte === openObject || byte === openArray ? skipSpace(bytes, at + 1) + 1 : valueEnd(bytes, at);
}

/** Compares hashes first: a million keys never become strings. */
function doubledKeys(bytes: Uint8Array, starts: Uint32Array): ReadonlySet<number> {
  const mask = 2 ** Math.ceil(Math.log2(starts.length * 2)) - 1;
  const table = new Int32Array(mask + 1);
  const doubles = new Set<number>();
  for (let ordinal = 0; ordinal < starts.length; ordinal++) {
    const start = starts[ordinal] ?? 0;
    let slot = hashOf(bytes, start) & mask;
    for (let other = table[slot] ?? 0; other !== 0; other = table[slot] ?? 0) {
      if (isSameKey(bytes, starts[other - 1] ?? 0, start)) {
        doubles.add(ordinal);
        break;
      }
      slot = (slot + 1) & mask;
    }
    if (table[slot] === 0) table[slot] = ordinal + 1;
  }
  return doubles;
}

function hashOf(bytes: Uint8Array, key: number): number {
  let hash = 0x811c9dc5;
  const end = stringEnd(bytes, key);
  for (let at = key + 1; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return hash ^ (hash >>> 15);
}

function isSameKey(bytes: Uint8Array, one: number, other: number): boolean {
  const end = stringEnd(bytes, one);
  for (let at = one; at < end; at++) if (bytes[at] !== bytes[other + at - one]) return false;
  return true;
}

/** Ordinals sorted by key, as code units compare; keys that are the same stay in the order received. */
export function sortedByKey(bytes: Uint8Array, starts: Uint32Array, ordinals: Uint32Array): Uint32Array {
  const keys = Array.from(ordinals, ordinal => ({ ordinal, key: stringAt(bytes, starts[ordinal] ?? 0) }));
  keys.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.ordinal - b.ordinal));
  return Uint32Array.from(keys, ({ ordinal }) => ordinal);
}

import type { Query } from "../messages.ts";
import { stringAt } from "./bytesText.ts";
import { leafEnd } from "./children.ts";
import { Hits } from "./hits.ts";
import { type JsonIndex, none } from "./jsonIndex.ts";
import { Needle } from "./needle.ts";
import { skipKey, skipSpace, spaceBefore } from "./scan.ts";
import { stringEnd } from "./tokens.ts";

const quote = 0x22;
const backslash = 0x5c;

/** All members and elements in whose key or value a text stands. Bytes are compared; only strings with escapes are read. */
export function search(index: JsonIndex, query: Query): Hits {
  const finder = new Finder(index, query);
  const { needle, hits } = finder;
  for (let at = needle.next(index.root); at !== none; ) at = needle.next(finder.look(at));
  return hits;
}

/** In a text that is no JSON, each place is a hit. */
export function searchText(index: JsonIndex, query: Query): Hits {
  const hits = new Hits();
  const needle = new Needle(index, query);
  for (let at = needle.next(0); at !== none; at = needle.next(at + 1)) if (needle.isRawAt(at)) hits.add(at, none, 0);
  return hits;
}

/** How far the children of a container have been looked at: candidates come in rising order, so each is read once. */
interface Finger {
  ordinal: number;
  /** Where this child begins, where its value does and where that ends. */
  start: number;
  value: number;
  end: number;
  /** The next container in this one that is not passed yet. */
  inner: number;
}

class Finder {
  readonly hits = new Hits();
  readonly needle: Needle;
  private readonly index: JsonIndex;
  private readonly query: Query;
  private readonly fingers = new Map<number, Finger>();

  constructor(index: JsonIndex, query: Query) {
    this.index = index;
    this.query = query;
    this.needle = new Needle(index, query);
  }

  /** Adds a hit if a candidate is one. Returns where to go on. */
  look(at: number): number {
    const { bytes, root, rootEnd } = this.index;
    const container = this.index.around(at);
    if (container === none) return this.judgeIn("values", at, { start: root, container, ordinal: 0 }, [root, rootEnd]);
    const finger = this.fingerAt(container, at);
    const where = { start: finger.start, container, ordinal: finger.ordinal };
    if (at < finger.start) return at + 1;
    if (at >= finger.value) return this.judgeIn("values", at, where, [finger.value, finger.end]);
    const keyEnd = stringEnd(bytes, finger.start);
    return at < keyEnd ? this.judgeIn("keys", at, where, [finger.start, keyEnd]) : at + 1;
  }

  private judgeIn(scope: Query["scope"], at: number, where: Where, token: Token): number {
    if (this.query.scope !== "all" && this.query.scope !== scope) return Math.max(at + 1, token[1]);
    return this.judge(at, where, token);
  }

  private judge(at: number, where: Where, [from, to]: Token): number {
    const { bytes } = this.index;
    const { needle, query } = this;
    if (at < from || at >= to) return at + 1;
    const isString = bytes[from] === quote;
    if (isString && needle.isPlain && !query.whole && needle.isRawAt(at)) return needle.isMeantAt(at) ? this.hit(where, to) : at + 1;
    if (isString && bytes.subarray(from, to).includes(backslash)) return needle.fits(stringAt(bytes, from), query.whole) ? this.hit(where, to) : to;
    const [inner, end] = isString ? [from + 1, to - 1] : [from, to];
    const isInside = at >= inner && at + needle.length <= end;
    if (!isInside) return at + 1;
    return !query.whole || end - inner === needle.length ? this.hit(where, to) : to;
  }

  private hit({ start, container, ordinal }: Where, end: number): number {
    this.hits.add(start, container, ordinal);
    return end;
  }

  /** Moves the finger of a container to the child that `at` lies in, or to the one behind it. */
  private fingerAt(container: number, at: number): Finger {
    const finger = this.fingers.get(container) ?? this.firstFinger(container);
    while (finger.end <= at && finger.ordinal + 1 < (this.index.count[container] ?? 0)) this.move(container, finger);
    return finger;
  }

  private firstFinger(container: number): Finger {
    const finger: Finger = { ordinal: -1, start: 0, value: 0, end: this.index.start[container] ?? 0, inner: container + 1 };
    this.fingers.set(container, finger);
    return finger;
  }

  private move(container: number, finger: Finger): void {
    const { index } = this;
    const { bytes } = index;
    // Over the opening brace or the comma.
    finger.start = skipSpace(bytes, skipSpace(bytes, finger.end) + 1);
    finger.value = index.isObject(container) ? skipKey(bytes, finger.start) : finger.start;
    finger.ordinal++;
    if (finger.inner < index.size && index.start[finger.inner] === finger.value) {
      finger.end = index.end[finger.inner] ?? 0;
      finger.inner = index.next[finger.inner] ?? 0;
    } else if (finger.ordinal + 1 === index.count[container]) {
      // Nothing but white space is between its end and the closing brace, and it can be long.
      finger.end = spaceBefore(bytes, (index.end[container] ?? 0) - 1);
    } else finger.end = leafEnd(bytes, finger.value);
  }
}

interface Where {
  readonly start: number;
  readonly container: number;
  readonly ordinal: number;
}

type Token = readonly [from: number, to: number];

/** Stands for "no container": above the root, or not one. */
export const none = -1;

export const openObject = 0x7b;
export const openArray = 0x5b;

/**
 * The containers of a JSON text that have children, in document order, as columns of numbers. All else is read from
 * the bytes when it is looked at, so the index stays small beside the text. Offsets are in bytes.
 */
export class JsonIndex {
  readonly bytes: Uint8Array;
  /** Where the outermost value begins and ends. */
  root = 0;
  rootEnd = 0;
  /** Of a text that is JSON; without one, nothing in it can mean something else than its bytes say. */
  firstBackslash = none;
  size = 0;
  start: Uint32Array;
  end: Uint32Array;
  /** The number of the first container behind this one's end. */
  next: Uint32Array;
  count: Uint32Array;
  /** Which child of its parent it is. */
  ordinal: Uint32Array;
  parent: Int32Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    const guess = 16 + (bytes.length >> 7);
    this.start = new Uint32Array(guess);
    this.end = new Uint32Array(guess);
    this.next = new Uint32Array(guess);
    this.count = new Uint32Array(guess);
    this.ordinal = new Uint32Array(guess);
    this.parent = new Int32Array(guess);
  }

  open(at: number, parent: number): number {
    const container = this.size++;
    if (container === this.start.length) this.grow();
    this.start[container] = at;
    this.parent[container] = parent;
    this.ordinal[container] = parent === none ? 0 : (this.count[parent] ?? 0);
    return container;
  }

  /** Returns the container around it. */
  close(container: number, end: number): number {
    this.end[container] = end;
    this.next[container] = this.size;
    return this.parent[container] ?? none;
  }

  isObject(container: number): boolean {
    return this.bytes[this.start[container] ?? 0] === openObject;
  }

  /** The containers that are children of one. */
  *inner(container: number): Generator<number> {
    const end = this.next[container] ?? 0;
    for (let inner = container + 1; inner < end; inner = this.next[inner] ?? end) yield inner;
  }

  /** The innermost container that `at` lies in, behind its opening brace. */
  around(at: number): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.start[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    let container = low - 1;
    while (container !== none && (this.end[container] ?? 0) <= at) container = this.parent[container] ?? none;
    return container;
  }

  private grow(): void {
    const length = this.start.length * 2;
    this.start = larger(this.start, length);
    this.end = larger(this.end, length);
    this.next = larger(this.next, length);
    this.count = larger(this.count, length);
    this.ordinal = larger(this.ordinal, length);
    const parent = new Int32Array(length);
    parent.set(this.parent);
    this.parent = parent;
  }
}

function larger(column: Uint32Array, length: number): Uint32Array {
  const grown = new Uint32Array(length);
  grown.set(column);
  return grown;
}

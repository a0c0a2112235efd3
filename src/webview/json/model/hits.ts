/** What a search found, in document order: members and elements, as columns of numbers. */
export class Hits {
  count = 0;
  private starts = new Uint32Array(64);
  private containers = new Int32Array(64);
  private ordinals = new Uint32Array(64);

  /** `start` is where the value or its key begins. A member whose key and value both match counts once. */
  add(start: number, container: number, ordinal: number): void {
    if (this.count > 0 && this.starts[this.count - 1] === start) return;
    if (this.count === this.starts.length) this.grow();
    this.starts[this.count] = start;
    this.containers[this.count] = container;
    this.ordinals[this.count++] = ordinal;
  }

  start(hit: number): number {
    return this.starts[hit] ?? 0;
  }

  container(hit: number): number {
    return this.containers[hit] ?? 0;
  }

  ordinal(hit: number): number {
    return this.ordinals[hit] ?? 0;
  }

  has(start: number): boolean {
    const hit = this.firstFrom(start);
    return hit < this.count && this.starts[hit] === start;
  }

  isIn(from: number, to: number): boolean {
    const hit = this.firstFrom(from);
    return hit < this.count && this.start(hit) < to;
  }

  /** The first hit at `start` or behind it; `count` when there is none. */
  firstFrom(start: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private grow(): void {
    const length = this.count * 2;
    const starts = new Uint32Array(length);
    starts.set(this.starts);
    this.starts = starts;
    const containers = new Int32Array(length);
    containers.set(this.containers);
    this.containers = containers;
    const ordinals = new Uint32Array(length);
    ordinals.set(this.ordinals);
    this.ordinals = ordinals;
  }
}

import type { Filter } from "./filter.ts";
import { type JsonIndex, none } from "./jsonIndex.ts";

/**
 * Which containers are open, and how many rows stand below each: the sums are kept in columns beside the index, so
 * that opening one of a million costs only its own children and its ancestors.
 */
export class OpenState {
  private readonly index: JsonIndex;
  private readonly open: Uint8Array;
  /** Rows below an open container; of a closed one it is not kept. */
  private readonly rows: Uint32Array;
  /** Rows that unfolded strings add, by the container they stand in. */
  private readonly added = new Map<number, number>();
  private readonly filter: Filter | undefined;

  constructor(index: JsonIndex, filter?: Filter) {
    this.index = index;
    this.filter = filter;
    this.open = new Uint8Array(index.size);
    this.rows = new Uint32Array(index.size);
  }

  isOpen(container: number): boolean {
    return this.open[container] === 1;
  }

  /** Rows that stand below a container now. */
  below(container: number): number {
    return this.open[container] === 1 ? (this.rows[container] ?? 0) : 0;
  }

  hasOnlyChildren(container: number): boolean {
    return this.rows[container] === this.shown(container);
  }

  set(container: number, isOpen: boolean): void {
    if (this.isOpen(container) === isOpen) return;
    const before = this.below(container);
    this.open[container] = isOpen ? 1 : 0;
    if (isOpen) this.sum(container);
    this.tellAbove(container, this.below(container) - before);
  }

  /** Numbers of the open containers. */
  opened(): number[] {
    const opened: number[] = [];
    for (let at = this.open.indexOf(1); at !== none; at = this.open.indexOf(1, at + 1)) opened.push(at);
    return opened;
  }

  /** Opens many at once. */
  setAll(containers: Iterable<number>): void {
    for (const container of containers) this.open[container] = 1;
    this.sumAll(0);
  }

  /** Opens or closes a container and all in it down to `depth` levels below it. */
  setBelow(container: number, isOpen: boolean, depth: number): void {
    const before = this.below(container);
    const levels = this.levelsBelow(container);
    for (let inner = (this.index.next[container] ?? 0) - 1; inner >= container; inner--) {
      const isWanted = isOpen && (levels[inner - container] ?? 0) < depth && !this.filter?.hides(inner);
      this.open[inner] = isWanted ? 1 : 0;
    }
    this.sumAll(container);
    this.tellAbove(container, this.below(container) - before);
  }

  /** Rows by which an unfolded string makes its surroundings longer. */
  add(container: number, rows: number): void {
    this.added.set(container, (this.added.get(container) ?? 0) + rows);
    if (!this.isOpen(container)) return;
    this.rows[container] = (this.rows[container] ?? 0) + rows;
    this.tellAbove(container, rows);
  }

  private sumAll(top: number): void {
    const { index, open, rows } = this;
    const end = index.next[top] ?? 0;
    for (let container = top; container < end; container++) rows[container] = this.shown(container) + (this.added.get(container) ?? 0);
    for (let container = end - 1; container > top; container--) {
      const parent = index.parent[container] ?? 0;
      if (open[container] === 1) rows[parent] = (rows[parent] ?? 0) + (rows[container] ?? 0);
    }
  }

  /** How many children of a container are shown. */
  private shown(container: number): number {
    return this.filter?.kept(container)?.length ?? this.index.count[container] ?? 0;
  }

  private sum(container: number): void {
    const { index } = this;
    const end = index.next[container] ?? 0;
    let rows = this.shown(container) + (this.added.get(container) ?? 0);
    for (let inner = container + 1; inner < end; inner = index.next[inner] ?? end) rows += this.below(inner);
    this.rows[container] = rows;
  }

  /** Ancestors that are closed count anew when they are opened. */
  private tellAbove(container: number, difference: number): void {
    const { index } = this;
    for (let above = index.parent[container] ?? none; above !== none && this.isOpen(above); above = index.parent[above] ?? none) {
      this.rows[above] = (this.rows[above] ?? 0) + difference;
    }
  }

  private levelsBelow(top: number): Uint16Array {
    const { index } = this;
    const levels = new Uint16Array((index.next[top] ?? 0) - top);
    for (let offset = 1; offset < levels.length; offset++) {
      const parent = (index.parent[top + offset] ?? 0) - top;
      levels[offset] = Math.min(0xffff, (levels[parent] ?? 0) + 1);
    }
    return levels;
  }
}

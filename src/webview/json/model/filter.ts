import type { Hits } from "./hits.ts";
import { type JsonIndex, none } from "./jsonIndex.ts";

/** Leaves what matches and what leads there. All of what stands in a match is kept, unless only parts of it match. */
export class Filter {
  private readonly index: JsonIndex;
  private readonly keptIn = new Map<number, number[]>();
  private readonly isKept: Uint8Array;

  constructor(index: JsonIndex, hits: Hits) {
    this.index = index;
    this.isKept = new Uint8Array(index.size);
    for (let hit = 0; hit < hits.count; hit++) this.keep(hits.container(hit), hits.ordinal(hit));
    for (let container = 1; container < index.size; container++) this.keepWithin(container);
  }

  /** Ordinals of the children that are left; undefined where all are. */
  kept(container: number): readonly number[] | undefined {
    return this.keptIn.get(container);
  }

  hides(container: number): boolean {
    return container !== 0 && this.isKept[container] === 0;
  }

  /** What has to be open for all matches to be seen. */
  containers(): Iterable<number> {
    return this.keptIn.keys();
  }

  private keep(container: number, ordinal: number): void {
    const { parent, ordinal: ordinals } = this.index;
    for (let at = container, child = ordinal; at !== none; child = ordinals[at] ?? 0, at = parent[at] ?? none) {
      const kept = this.keptIn.get(at);
      if (kept?.at(-1) === child) return;
      if (kept) kept.push(child);
      else this.keptIn.set(at, [child]);
      this.isKept[at] = 1;
    }
  }

  private keepWithin(container: number): void {
    const parent = this.index.parent[container] ?? 0;
    if (this.isKept[container] === 1 || this.hides(parent)) return;
    const kept = this.keptIn.get(parent);
    if (!kept || has(kept, this.index.ordinal[container] ?? 0)) this.isKept[container] = 1;
  }
}

function has(sorted: readonly number[], wanted: number): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === wanted;
}

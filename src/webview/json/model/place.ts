import { type JsonIndex, none } from "./jsonIndex.ts";

/** A value by where it stands; the outermost one stands in no container. */
export interface Place {
  readonly container: number;
  readonly ordinal: number;
}

export const rootPlace: Place = { container: none, ordinal: 0 };

/** The place of a container as a value in the one around it. */
export function placeOf(index: JsonIndex, container: number): Place {
  return { container: index.parent[container] ?? none, ordinal: index.ordinal[container] ?? 0 };
}

/** The entry of a sorted column that `wanted` is, or is behind. */
export function entryAt(sorted: Uint32Array, wanted: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= wanted) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

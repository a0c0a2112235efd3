export interface Sight {
  /** How far it is scrolled, how much of it can be seen, and how much one item takes, in px. */
  readonly scrolled: number;
  readonly extent: number;
  readonly itemSize: number;
  readonly count: number;
}

/** Items on either side of the visible ones that are there as well, so that a small move shows no gap. */
const margin = 3;

/** The items that are near what can be seen: from the first up to, not with, the last. */
export function nearRange({ scrolled, extent, itemSize, count }: Sight): { readonly from: number; readonly to: number } {
  const from = Math.max(0, Math.min(count, Math.floor(scrolled / itemSize) - margin));
  return { from, to: Math.max(from, Math.min(count, Math.ceil((scrolled + extent) / itemSize) + margin)) };
}

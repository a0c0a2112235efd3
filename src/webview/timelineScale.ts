/** A part of the run, by the time since it was created. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What is idle may be drawn shorter than it was. */
export interface Stretch extends Span {
  readonly isIdle: boolean;
}

export interface TimelineScale {
  /** The place of a moment, from 0 to 1. */
  at(ms: number): number;
  /** The moment at a place. */
  msAt(place: number): number;
  /** Drawn shorter than they were. */
  readonly cut: readonly Stretch[];
}

/** An idle stretch this many times as long as all else would leave no place for it. */
const tooLong = 4;
/** How long one that is cut is drawn, beside all else. */
const cutTo = 0.5;
/** More of them leave too little place for the rest even when cut. */
const mostCut = 4;

/** Where the moments of a run stand in a picture of it. After three days of waiting, five minutes of work are still seen. */
export function timelineScale(stretches: readonly Stretch[], endMs: number): TimelineScale {
  const cut = longest(stretches);
  const rest = sumOf(stretches) - sumOf(cut);
  const knots: Knot[] = [{ ms: 0, at: 0 }];
  const go = (ms: number, by: number): void => void knots.push({ ms, at: (knots.at(-1)?.at ?? 0) + by });
  for (const stretch of stretches) {
    go(stretch.fromMs, stretch.fromMs - (knots.at(-1)?.ms ?? 0));
    go(stretch.toMs, cut.includes(stretch) ? rest * cutTo : lengthOf(stretch));
  }
  go(endMs, Math.max(0, endMs - (knots.at(-1)?.ms ?? 0)));
  const all = knots.at(-1)?.at || 1;
  return { cut, at: ms => between(knots, ms, ["ms", "at"]) / all, msAt: place => between(knots, place * all, ["at", "ms"]) };
}

interface Knot {
  readonly ms: number;
  readonly at: number;
}

function longest(stretches: readonly Stretch[]): readonly Stretch[] {
  const idle = stretches.filter(({ isIdle }) => isIdle).toSorted((a, b) => lengthOf(b) - lengthOf(a));
  if (idle.length === stretches.length) return [];
  let rest = sumOf(stretches);
  let many = 0;
  for (const [at, stretch] of idle.slice(0, mostCut).entries()) {
    rest -= lengthOf(stretch);
    if (rest > 0 && lengthOf(stretch) > tooLong * rest) many = at + 1;
  }
  return idle.slice(0, many);
}

/** What one side of the knots says where the other says `value`. */
function between(knots: readonly Knot[], value: number, [given, wanted]: readonly [keyof Knot, keyof Knot]): number {
  let [low, high] = [0, knots.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((knots[middle]?.[given] ?? 0) <= value) low = middle;
    else high = middle;
  }
  const [from, to] = [knots[low], knots[high]];
  if (!from || !to || to[given] <= from[given]) return to?.[wanted] ?? 0;
  return from[wanted] + ((to[wanted] - from[wanted]) * (Math.min(value, to[given]) - from[given])) / (to[given] - from[given]);
}

/** In ms. */
export function sumOf(spans: readonly Span[]): number {
  return spans.reduce((ms, span) => ms + lengthOf(span), 0);
}

/** In ms. */
export function lengthOf({ fromMs, toMs }: Span): number {
  return toMs - fromMs;
}

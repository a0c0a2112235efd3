export interface WatchSituation {
  /** Somebody can see the runs. */
  readonly isWatched: boolean;
  readonly hasActive: boolean;
  /** The service tells of changes by itself, and what it tells arrives. */
  readonly isPushed?: boolean;
  /** How many times in a row asking has failed. */
  readonly failures: number;
}

/** Fast enough that a change shows within three seconds, though the answer and the tree take their time. */
const watchedMs = 2_300;
const unwatchedActiveMs = 20_000;
const unwatchedMs = 60_000;
/** While changes are pushed, asking only catches what was lost on the way. */
const pushedMs = 60_000;
const firstFailureMs = 2_000;
/** While somebody watches, the way back must not seem longer than the outage was. */
const longestWatchedMs = 8_000;
const longestMs = 60_000;

/** How long to wait before asking again. After a failure it is drawn, so that not all windows come back in the same moment. */
export function nextDelay({ isWatched, hasActive, isPushed, failures }: WatchSituation, random: () => number): number {
  const usual = isPushed ? pushedMs : isWatched ? watchedMs : hasActive ? unwatchedActiveMs : unwatchedMs;
  if (failures === 0) return usual;
  const longest = isWatched ? longestWatchedMs : longestMs;
  const calm = isWatched ? firstFailureMs : usual;
  const most = Math.min(longest, Math.max(calm, firstFailureMs * 2 ** (failures - 1)));
  return Math.round(most * ((isWatched ? 0.5 : 1) + random() / 2));
}

/** How long the newest runs may go unread while the list of active ones tells enough. */
export function newestEveryMs(isWatched: boolean): number {
  return isWatched ? 20_000 : 80_000;
}

/** Fewer than 30 questions a minute while somebody watches, and than 4 while nobody does. */
const priceMs = { watched: 2_050, unwatched: 15_500 } as const;
/** So many questions may be ahead of that; more where somebody told of what happens, as that comes in flocks. */
const allowance = 3;
export const allowanceForTold = 30;
/** Where a run waits for a person, what is told of is read this soon again in spite of all that. */
export const urgentEveryMs = 500;

/** What the questions of the past have cost: rounds that take several are followed by longer pauses, so that the rate holds. */
export class Spending {
  private readonly allowance: number;
  private owed = 0;
  private at = -Infinity;

  constructor(ahead = allowance) {
    this.allowance = ahead;
  }

  /** Told after each round; returns how long the next one must wait for what this one took. */
  pauseAfter(questions: number, isWatched: boolean, now: number): number {
    const price = isWatched ? priceMs.watched : priceMs.unwatched;
    this.owed = Math.max(0, this.owed - (now - this.at) / price) + questions;
    this.at = now;
    return Math.ceil(Math.max(0, this.owed - this.allowance) * price);
  }
}

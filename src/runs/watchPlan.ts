export interface WatchSituation {
  /** Somebody can see the runs. */
  readonly isWatched: boolean;
  readonly hasActive: boolean;
  /** The service tells of changes by itself, and what it tells arrives. */
  readonly isPushed?: boolean;
  /** How many times in a row asking has failed. */
  readonly failures: number;
}

/** Fast enough that a change shows within three seconds. */
const watchedMs = 2_000;
const unwatchedActiveMs = 15_000;
const unwatchedMs = 60_000;
/** While changes are pushed, asking only catches what was lost on the way. */
const pushedMs = 60_000;
/** While somebody watches, the way back must not seem longer than the outage was. */
const longestWatchedMs = 8_000;
const longestMs = 60_000;

/** How long to wait before asking again. */
export function nextDelay({ isWatched, hasActive, isPushed, failures }: WatchSituation): number {
  const usual = isPushed ? pushedMs : isWatched ? watchedMs : hasActive ? unwatchedActiveMs : unwatchedMs;
  const longest = isWatched ? longestWatchedMs : longestMs;
  return failures === 0 ? usual : Math.min(longest, Math.max(usual, watchedMs * 2 ** (failures - 1)));
}

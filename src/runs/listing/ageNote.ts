import { messageOf } from "../../base/errors.ts";
import { ageText } from "../duration.ts";
import type { FeedState } from "../feed/runFeed.ts";
import { momentText } from "../store/days.ts";

/** So long the first answer may take before it is said that what is shown is from before. */
const patienceMs = 2_000;

export interface AgeNoteSituation {
  readonly state: FeedState;
  readonly hasRuns: boolean;
  /** When the runs were first asked for. */
  readonly openedAt: number;
  readonly now: number;
}

/** What is wrong with what is shown, and from when it is; undefined if it is as it should be. */
export function ageNote({ state, hasRuns, openedAt, now }: AgeNoteSituation): string | undefined {
  switch (state.kind) {
    case "fresh":
      return undefined;
    case "loading":
      return hasRuns && state.since !== undefined && now - openedAt >= patienceMs ? `Still waiting for an answer. ${shownText(state.since, now)}` : undefined;
    case "stale":
      return hasRuns && state.since !== undefined ? `${messageOf(state.error)} ${shownText(state.since, now)}` : messageOf(state.error);
  }
}

/** "Shown are the runs as of 14:02, 3 min ago." */
function shownText(since: number, now: number): string {
  const moment = new Date(since).toISOString();
  return `Shown are the runs as of ${momentText(moment, now)}, ${ageText(moment, now)}.`;
}

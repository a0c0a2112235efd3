import type { Run } from "../../api/schemas/run.ts";
import { isKnown } from "../status.ts";
import type { RunsChange } from "../store/runStore.ts";

/** Pictures come every few seconds, while a run goes on. */
const firstMs = 3_000;
const growth = 1.5;
const longestMs = 12_000;
const firstFailureMs = 6_000;
const longestFailureMs = 60_000;

/**
 * How long until a run in sight is read again, after so many readings in a row that brought nothing new. Undefined: the list
 * of runs tells all that can happen. Only pictures come without any other sign of change, and only while a run goes on.
 */
export function nextReadingMs({ status }: Pick<Run, "status">, calmReadings: number): number | undefined {
  if (status !== "running" && isKnown(status)) return undefined;
  return Math.min(longestMs, firstMs * growth ** calmReadings);
}

/** After so many failures in a row. */
export function nextTryMs(failures: number): number {
  return Math.min(longestFailureMs, firstFailureMs * 2 ** (failures - 1));
}

/** Whether the whole run tells more than it did. */
export function hasNews(before: Run | undefined, now: Run): boolean {
  return before?.status !== now.status || before.updated_at !== now.updated_at || countOf(before) !== countOf(now);
}

/** Whether what lists told of the run is a reason to read the whole of it: to who looks away only another status is. */
export function isReasonToRead(id: string, { changed, steps }: Pick<RunsChange, "changed" | "steps">, isWatched: boolean): boolean {
  if (isWatched) return changed.includes(id);
  return steps.some(({ before, now }) => (now ?? before)?.id === id && before?.status !== now?.status);
}

function countOf({ artifacts, storage }: Run): number {
  return (artifacts?.screenshots?.length ?? 0) + (storage?.length ?? 0);
}

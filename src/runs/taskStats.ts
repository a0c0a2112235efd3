import type { RunSummary } from "../api/schemas/run.ts";
import { durationText } from "./duration.ts";

/** So many runs tell how a task does now; older ones tell how it did. */
const counted = 20;
/** As many as can be told apart in a picture of sixteen pixels. */
const pictured = 5;

export interface TaskStats {
  /** Runs that ended by themselves; canceled ones say nothing about the task. */
  readonly runs: number;
  readonly succeeded: number;
  /** Of those that succeeded, as what fails may fail at once. */
  readonly medianMs: number | undefined;
  /** The newest, oldest first: how long each took as a part of the longest. */
  readonly bars: readonly { readonly isSuccess: boolean; readonly share: number }[];
}

/** How a task's recent runs went; undefined where none has ended. */
export function statsOf(runs: readonly RunSummary[]): TaskStats | undefined {
  const recent = runs
    .filter(({ status }) => status === "completed" || status === "failed")
    .toSorted((a, b) => b.created_at.localeCompare(a.created_at))
    .slice(0, counted);
  if (recent.length === 0) return undefined;
  const good = recent.filter(isSuccess);
  const shown = recent.slice(0, pictured).toReversed();
  const longest = Math.max(1, ...shown.map(runtimeOf));
  return {
    runs: recent.length,
    succeeded: good.length,
    medianMs: medianOf(good.map(runtimeOf).filter(ms => ms > 0)),
    bars: shown.map(run => ({ isSuccess: isSuccess(run), share: runtimeOf(run) / longest })),
  };
}

/** "90 % · 42 s". */
export function statsLine({ runs, succeeded, medianMs }: TaskStats): string {
  return [`${Math.round((100 * succeeded) / runs)} %`, medianMs === undefined ? "" : durationText(medianMs)].filter(Boolean).join(" · ");
}

/** "9 of the last 10 runs succeeded, usually in 42 s". */
export function statsSentence({ runs, succeeded, medianMs }: TaskStats): string {
  const which = runs === 1 ? `${succeeded === 1 ? "The last run" : "The last run did not"} succeed${succeeded === 1 ? "ed" : ""}` : `${succeeded} of the last ${runs} runs succeeded`;
  return medianMs === undefined ? which : `${which}, usually in ${durationText(medianMs)}`;
}

function isSuccess({ status, result }: RunSummary): boolean {
  return status === "completed" && result !== "failure";
}

/** The service's own time, else that from creation to end. */
function runtimeOf({ runtime_ms, created_at, updated_at }: RunSummary): number {
  return runtime_ms ?? Math.max(0, Date.parse(updated_at) - Date.parse(created_at) || 0);
}

function medianOf(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

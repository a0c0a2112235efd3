import type { RunRow } from "../store/rows.ts";

/** From the start of the work to its end, waiting for people included; null until then. */
export function runtimeOf(run: Pick<RunRow, "started_at" | "ended_at">): number | null {
  return run.started_at === null || run.ended_at === null ? null : run.ended_at - run.started_at;
}

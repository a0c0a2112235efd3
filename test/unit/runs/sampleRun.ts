import type { RunSummary } from "../../../src/api/schemas/run.ts";

const midnight = Date.parse("2026-03-31T00:00:00Z");

/** So many seconds into a day, as the service writes it. */
export function at(seconds: number): string {
  return new Date(midnight + seconds * 1_000).toISOString().replace(".000Z", "Z");
}

/** A run of that day; queued unless told otherwise, last changed when it was created. */
export function sampleRun(id: string, rest: Partial<RunSummary> = {}): RunSummary {
  const created_at = rest.created_at ?? at(0);
  return { id, status: "queued", result: null, task_id: "task_1", created_at, updated_at: created_at, ...rest };
}

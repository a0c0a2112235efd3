import type { RunSummary } from "../../api/schemas/run.ts";
import type { Page } from "../../api/schemas/wire.ts";
import type { RunsQuestion } from "../store/runFilter.ts";

/** Where runs come from; a page of them is at most `limit` long. */
export interface RunSource {
  runs(question: RunsQuestion & { limit: number; cursor?: string }, signal: AbortSignal): Promise<Page<RunSummary>>;
  /** Undefined if the service does not know it (any more). */
  findRun(id: string, signal: AbortSignal): Promise<RunSummary | undefined>;
}

import type { Json } from "../../api/schemas/wire.ts";
import type { RunRow } from "../store/rows.ts";

/** What an event tells of a run: no input, output or errors, and "" where the resource has null. */
export function runSummary(run: RunRow): Record<string, Json> {
  return {
    id: run.id,
    object: "task_run",
    status: run.status,
    result: run.result ?? "",
    task_id: run.task_id,
    credential_id: run.credential_id ?? "",
    agent_id: run.agent_id,
    source_id: run.source_id ?? "",
    runtime_ms: runtimeOf(run) ?? "",
    created_at: new Date(run.created_at).toISOString(),
    updated_at: new Date(run.updated_at).toISOString(),
  };
}

/** From the start of the work to its end, waiting for people included; null until then. */
export function runtimeOf(run: RunRow): number | null {
  return run.started_at === null || run.ended_at === null ? null : run.ended_at - run.started_at;
}

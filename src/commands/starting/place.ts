import type { RunStart } from "../../api/parts/runs.ts";

/** Where a task is run. */
export type Place = Pick<RunStart, "credential_id" | "source_id" | "session_id">;

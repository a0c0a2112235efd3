import * as z from "zod";
import { Timestamp } from "../../api/schemas/wire.ts";

const text = z.string();

export const Session = z.object({
  id: text,
  object: z.literal("session"),
  status: z.enum(["queued", "running", "idle", "completing", "completed", "failed"]),
  runtime_ms: z.int().nullable(),
  task_runs: z.array(z.object({ id: text, task_id: text, agent_id: text, credential_id: text.nullable() })),
  created_at: Timestamp,
  updated_at: Timestamp,
});

import * as z from "zod";
import { DeckError } from "../../api/schemas/error.ts";
import { Interaction } from "../../api/schemas/interaction.ts";
import * as resources from "../../api/schemas/resources.ts";
import * as run from "../../api/schemas/run.ts";
import { runStatuses } from "../../api/schemas/runStatus.ts";
import { StoredFile } from "../../api/schemas/storedFile.ts";
import { Json, Timestamp } from "../../api/schemas/wire.ts";

/**
 * What Local Deck answers, said exactly: the schemas of the client leave open what servers of all ages may leave out.
 * Each has a name in the OpenAPI document.
 */

const text = z.string();
const optionalText = text.nullable();

/** `request_id` comes with the answer, not with the resource. */
const standard = { id: text, created_at: Timestamp, updated_at: Timestamp };

export const Agent = resources.Agent.omit({ request_id: true })
  .required()
  .extend({ object: z.literal("agent") })
  .meta({ id: "Agent" });

export const Source = resources.Source.omit({ request_id: true })
  .required()
  .extend({ object: z.literal("source"), website: z.object({ url: text }) })
  .meta({ id: "Source" });

export const Credential = resources.Credential.omit({ request_id: true })
  .required()
  .extend({ object: z.literal("credential"), status: z.enum(["unverified", "verified", "invalid", "deleted"]) })
  .meta({ id: "Credential" });

export const Task = resources.Task.omit({ request_id: true })
  .required()
  .extend({
    object: z.literal("task"),
    status: z.enum(["learning", "test", "live"]),
    extraction: z.boolean(),
    settings: z.object({ timeout_seconds: z.int().nullable() }),
  })
  .meta({ id: "Task" });

export const Session = z
  .object({
    ...standard,
    object: z.literal("session"),
    status: z.enum(["queued", "running", "idle", "completing", "completed", "failed"]),
    runtime_ms: z.int().nullable(),
    task_runs: z.array(z.object({ id: text, task_id: text, agent_id: text, credential_id: optionalText })),
  })
  .meta({ id: "Session" });

export const Screenshot = run.Screenshot.required().extend({ file_size: z.int() }).meta({ id: "Screenshot" });

/** All that any version of the documents shows. */
export const StorageItem = StoredFile.required()
  .extend({
    object: z.literal("storage"),
    file_size: z.int(),
    purpose: z.enum(["attachment", "extraction", "output"]),
    task_run_id: text,
    metadata: z.null(),
    /** Of the extraction; success also where none was wanted. */
    result: z.enum(["success", "failure"]),
    fetch_date: Timestamp,
  })
  .meta({ id: "StorageItem" });

/** Sections that were not asked for are absent. */
export const Run = z
  .object({
    ...standard,
    object: z.literal("task_run"),
    status: z.enum(runStatuses),
    result: z.enum(["success", "failure", "unknown"]).nullable(),
    task_id: text,
    agent_id: text,
    source_id: optionalText,
    credential_id: optionalText,
    session_id: optionalText,
    runtime_ms: z.int().nullable(),
    output: z.nonoptional(Json),
    errors: z.array(DeckError).nullable(),
    interaction: Interaction.nullable(),
    input: Json.optional(),
    tokenized: z.array(text).min(1).optional(),
    storage: z.array(StorageItem).optional(),
    artifacts: z.object({ screenshots: z.array(Screenshot) }).optional(),
    screenshots: z.array(Screenshot).optional(),
  })
  .meta({ id: "TaskRun" });

/** One page of a list. */
export function pageOf<S extends z.ZodType>(item: S) {
  return z.object({ data: z.array(item), has_more: z.boolean(), next_cursor: optionalText });
}

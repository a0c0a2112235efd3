import * as z from "zod";
import { DeckError } from "../../api/schemas/error.ts";
import { Interaction } from "../../api/schemas/interaction.ts";
import { runStatuses } from "../../api/schemas/runStatus.ts";
import { Json, JsonSchema } from "../../api/schemas/wire.ts";
import { StorageSettings } from "../storageSettings.ts";
import type { Blobs } from "./blobs.ts";
import { Payload } from "./payload.ts";
import { standardColumns } from "./table.ts";
import type { Vault } from "./vault.ts";

const text = z.string();
const optionalText = z.string().nullable();
const optionalTime = z.int().nullable();

/** JSON in a text column. */
function json<S extends z.ZodType>(schema: S) {
  return z.codec(z.string(), schema, {
    decode: cell => JSON.parse(cell),
    encode: value => JSON.stringify(value),
  });
}

/**
 * JSON that answers show and a copied database must not: sealed for its column. Before it was sealed it was plain JSON,
 * which is told by its first letter.
 */
function sealed<S extends z.ZodType>(vault: Vault, column: string, schema: S) {
  return z.codec(z.string(), schema, {
    decode: cell => JSON.parse(cell.startsWith("{") ? cell : JSON.stringify(vault.open(cell, column))),
    encode: value => vault.seal(Json.parse(value), column),
  });
}

/** JSON that may be large. */
function payload(blobs: Blobs) {
  return z.codec(z.string(), z.instanceof(Payload), {
    decode: cell => new Payload(cell, blobs),
    encode: value => value.toCell(blobs),
  });
}

export const AgentRow = z.object({ ...standardColumns, name: text, description: optionalText });
export type AgentRow = z.output<typeof AgentRow>;

export const SourceRow = z.object({ ...standardColumns, name: optionalText, type: text, url: text });
export type SourceRow = z.output<typeof SourceRow>;

export function credentialRow(vault: Vault) {
  return z.object({
    ...standardColumns,
    source_id: text,
    status: z.enum(["unverified", "verified", "invalid", "deleted"]),
    external_id: optionalText,
    auth_method: text,
    summary: sealed(vault, "credentials.summary", z.record(z.string(), Json)),
    /** Sealed; what the answers never show. */
    secret: optionalText,
  });
}
export type CredentialRow = z.output<ReturnType<typeof credentialRow>>;

export const TaskRow = z.object({
  ...standardColumns,
  agent_id: text,
  name: text,
  prompt: optionalText,
  status: z.enum(["learning", "test", "live"]),
  input_schema: json(JsonSchema).nullable(),
  output_schema: json(JsonSchema).nullable(),
  storage: json(StorageSettings).nullable(),
  timeout_seconds: z.int().nullable(),
  scenario: json(z.unknown()).nullable(),
});
export type TaskRow = z.output<typeof TaskRow>;

export const SessionRow = z.object({
  ...standardColumns,
  status: z.enum(["queued", "running", "idle", "completing", "completed", "failed"]),
  source_id: optionalText,
  credential_id: optionalText,
  started_at: optionalTime,
  ended_at: optionalTime,
});
export type SessionRow = z.output<typeof SessionRow>;

/** What a person decided, kept until the agent has taken it: a restart in between loses nothing. */
export const Reply = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("answer"), input: z.record(z.string(), Json) }),
  z.object({ kind: z.literal("approval") }),
]);
export type Reply = z.infer<typeof Reply>;

export function runRow(blobs: Blobs) {
  return z.object({
    ...standardColumns,
    status: z.enum(runStatuses),
    result: z.enum(["success", "failure", "unknown"]).nullable(),
    task_id: text,
    agent_id: text,
    source_id: optionalText,
    credential_id: optionalText,
    session_id: text,
    input: payload(blobs),
    /** The names of the members that were taken out of the input, and their values, sealed. */
    tokenized: json(z.array(text)).nullable(),
    tokens: optionalText,
    output: payload(blobs).nullable(),
    errors: json(z.array(DeckError)).nullable(),
    interaction: json(Interaction).nullable(),
    /** As it was when the run was made: later changes are for later runs. Parsed by who plays it. */
    scenario: json(z.unknown()).nullable(),
    /** The agent's own note of how far it got. */
    progress: json(Json).nullable(),
    reply: json(Reply).nullable(),
    timeout_seconds: z.int(),
    started_at: optionalTime,
    ended_at: optionalTime,
    answer_by: optionalTime,
  });
}
export type RunRow = z.output<ReturnType<typeof runRow>>;

/** Who a run is, without anything that can be large. */
export const RunHeadRow = z.object({ ...standardColumns, task_id: text, agent_id: text, credential_id: optionalText, session_id: text });

const fileColumns = {
  ...standardColumns,
  run_id: text,
  file_name: text,
  file_type: text,
  file_size: z.int(),
  blob: text,
};

export const ScreenshotRow = z.object({ ...fileColumns, reasoning: optionalText });
export type ScreenshotRow = z.output<typeof ScreenshotRow>;

export function storageRow(blobs: Blobs) {
  return z.object({
    ...fileColumns,
    purpose: z.enum(["attachment", "extraction", "output"]),
    extraction: payload(blobs).nullable(),
    /** Of the extraction; success also where none was wanted. */
    result: z.enum(["success", "failure"]),
    task_id: optionalText,
    credential_id: optionalText,
    /** What equal files of one task and credential have in common; null where equal ones are kept. */
    fingerprint: optionalText,
  });
}
export type StorageRow = z.output<ReturnType<typeof storageRow>>;

/** What a call was answered; its id is the idempotency key. */
export const KeptAnswerRow = z.object({ ...standardColumns, status: z.int(), sealed: text });

export const EventRow = z.object({ ...standardColumns, type: text, data: json(z.record(z.string(), Json)) });
export type EventRow = z.output<typeof EventRow>;

export function eventDestinationRow(vault: Vault) {
  return z.object({
    ...standardColumns,
    name: text,
    status: z.enum(["pending_verification", "active", "inactive"]),
    type: text,
    events: json(z.array(text)),
    /** What answers show of it; addresses may carry passwords. */
    config: sealed(vault, "event_destinations.config", z.record(z.string(), text)),
    /** Sealed; what they never show. */
    secret: optionalText,
  });
}
export type EventDestinationRow = z.output<ReturnType<typeof eventDestinationRow>>;

/** One event on its way to one destination. */
export const EventDeliveryRow = z.object({
  ...standardColumns,
  destination_id: text,
  event_id: text,
  event_type: text,
  /** Of the last attempt; null before the first. */
  status: z.enum(["success", "failure"]).nullable(),
  attempts: z.int(),
  /** When the next attempt is due; null where none follows. */
  due_at: optionalTime,
  delivered_at: optionalTime,
});
export type EventDeliveryRow = z.output<typeof EventDeliveryRow>;

import * as z from "zod";
import { openText } from "./known.ts";
import { Json, JsonSchema, pageOf, Timestamp, WireInteger } from "./wire.ts";

const standard = {
  id: z.string(),
  object: z.string().optional(),
  created_at: Timestamp,
  updated_at: Timestamp.optional(),
  request_id: z.string().optional(),
};

/** Older texts say "testing". */
const TaskStatus = openText(["learning", "test", "testing", "live"]);

export const Agent = z.object({
  ...standard,
  name: z.string(),
  description: z.string().nullish(),
  tasks: z
    .array(z.object({ id: z.string(), object: z.string().optional(), name: z.string(), status: TaskStatus }))
    .nullish(),
});
export type Agent = z.infer<typeof Agent>;
export const AgentPage = pageOf(Agent);

export const Source = z.object({
  ...standard,
  name: z.string().nullish(),
  type: openText(["website"]),
  website: z.object({ url: z.string() }).nullish(),
});
export type Source = z.infer<typeof Source>;

/** Secrets never come back: `auth_credentials` is a summary such as the user name. */
export const Credential = z.object({
  ...standard,
  status: openText(["unverified", "verified", "invalid", "deleted"]),
  external_id: z.string().nullish(),
  source_id: z.string(),
  auth_method: openText(["username_password", "none", "google_sso"]),
  auth_credentials: z.record(z.string(), Json).nullish(),
});
export type Credential = z.infer<typeof Credential>;

export const Task = z.object({
  ...standard,
  name: z.string(),
  prompt: z.string().nullish(),
  status: TaskStatus,
  agent_id: z.string(),
  input_schema: JsonSchema.nullish(),
  output_schema: JsonSchema.nullish(),
  storage: Json.optional(),
  /** The middle age's way to say `storage.extraction`. */
  extraction: z.boolean().nullish(),
  settings: z.object({ timeout_seconds: z.number().nullish() }).nullish(),
});
export type Task = z.infer<typeof Task>;

/** One environment of the service, in which runs follow each other without a new login. */
export const Session = z.object({
  ...standard,
  status: openText(["queued", "running", "idle", "completing", "completed", "failed"]),
  runtime_ms: WireInteger.nullish(),
  task_runs: z
    .array(z.object({ id: z.string(), task_id: z.string(), agent_id: z.string().nullish(), credential_id: z.string().nullish() }))
    .nullish(),
});
export type Session = z.infer<typeof Session>;

/** What the component for signing in is given; good for half an hour. */
export const ComponentToken = z.object({
  id: z.string(),
  object: z.string().optional(),
  token: z.string(),
  expires_at: Timestamp,
  created_at: Timestamp.optional(),
  request_id: z.string().optional(),
});
export type ComponentToken = z.infer<typeof ComponentToken>;

/** What Local Deck has in its scenarios folder. */
export const ScenarioFile = z.object({
  file: z.string(),
  /** Whose runs play it. */
  task_id: z.string().nullish(),
  /** Of the newest version. */
  mistakes: z.array(z.string()),
});
export type ScenarioFile = z.infer<typeof ScenarioFile>;
export const ScenarioFiles = z.object({ data: z.array(ScenarioFile) });

/** `GET /test`. `environment` and `capabilities` are missing on older and on other servers. */
export const ServiceTest = z.object({
  status: openText(["ready"]),
  environment: openText(["live", "local"]).optional(),
  capabilities: z.array(z.string()).optional(),
  request_id: z.string().optional(),
});
export type ServiceTest = z.infer<typeof ServiceTest>;

import * as z from "zod";
import { Json, JsonSchema, pageOf, Timestamp } from "./wire.ts";

const standard = {
  id: z.string(),
  object: z.string().optional(),
  created_at: Timestamp,
  updated_at: Timestamp.optional(),
  request_id: z.string().optional(),
};

export const Agent = z.object({
  ...standard,
  name: z.string(),
  description: z.string().nullish(),
  tasks: z
    .array(z.object({ id: z.string(), object: z.string().optional(), name: z.string(), status: z.string() }))
    .nullish(),
});
export type Agent = z.infer<typeof Agent>;
export const AgentPage = pageOf(Agent);

export const Source = z.object({
  ...standard,
  name: z.string().nullish(),
  type: z.string(),
  website: z.object({ url: z.string() }).nullish(),
});
export type Source = z.infer<typeof Source>;
export const SourcePage = pageOf(Source);

/** Secrets never come back: `auth_credentials` is a summary such as the user name. */
export const Credential = z.object({
  ...standard,
  status: z.string(),
  external_id: z.string().nullish(),
  source_id: z.string(),
  auth_method: z.string(),
  auth_credentials: z.record(z.string(), Json).nullish(),
});
export type Credential = z.infer<typeof Credential>;
export const CredentialPage = pageOf(Credential);

export const Task = z.object({
  ...standard,
  name: z.string(),
  prompt: z.string().nullish(),
  /** `learning`, `test` or `live`. */
  status: z.string(),
  agent_id: z.string(),
  input_schema: JsonSchema.nullish(),
  output_schema: JsonSchema.nullish(),
  storage: Json.optional(),
  /** The middle age's way to say `storage.extraction`. */
  extraction: z.boolean().nullish(),
  settings: z.object({ timeout_seconds: z.number().nullish() }).nullish(),
});
export type Task = z.infer<typeof Task>;
export const TaskPage = pageOf(Task);

/** `GET /test`. `environment` and `capabilities` are missing on older and on other servers. */
export const ServiceTest = z.object({
  status: z.string(),
  environment: z.string().optional(),
  capabilities: z.array(z.string()).optional(),
  request_id: z.string().optional(),
});
export type ServiceTest = z.infer<typeof ServiceTest>;

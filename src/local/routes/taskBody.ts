import * as z from "zod";
import { JsonSchema } from "../../api/schemas/wire.ts";
import { checkSchema } from "../inputCheck.ts";
import { StorageSettings } from "../storageSettings.ts";
import type { TaskRow } from "../store/rows.ts";
import type { Wanted } from "../store/table.ts";

/** The cap, which the service sets by plan; ours is a week. */
const maxTimeoutSeconds = 7 * 86_400;

/** Neither `.` nor `..`: no address leads to a task of such a name. */
const Id = z.string().min(1).max(255).regex(/^(?!\.{1,2}$)[\w.-]+$/);

export const NewTask = z.object({
  name: z.string().min(1),
  agent_id: z.string().min(1),
  id: Id.optional(),
  prompt: z.string().nullish(),
  input_schema: JsonSchema.nullish(),
  output_schema: JsonSchema.nullish(),
  storage: StorageSettings.nullish(),
  extraction: z.boolean().nullish(),
  settings: z.object({ timeout_seconds: z.int().min(1).max(maxTimeoutSeconds).nullish() }).nullish(),
});
export type NewTask = z.output<typeof NewTask>;

/** Whatever is absent stays as it is; null takes it away. */
export const TaskChanges = NewTask.omit({ id: true }).partial();
export type TaskChanges = z.output<typeof TaskChanges>;

export async function checkSchemas({ input_schema, output_schema, storage }: TaskChanges): Promise<void> {
  const schemas = {
    input_schema,
    output_schema,
    "storage.extraction_schema": storage?.extraction_schema,
    "storage.deduplication_schema": storage?.deduplication_schema,
  };
  for (const [field, schema] of Object.entries(schemas)) {
    if (schema !== undefined && schema !== null) await checkSchema(schema, field);
  }
}

/** The columns that a body sets; `kept` is the storage setting as it is. */
export function taskColumns(body: TaskChanges, kept: StorageSettings | null): Wanted<TaskRow> {
  const { name, agent_id, prompt, input_schema, output_schema, settings } = body;
  const timeout_seconds = settings === null ? null : settings?.timeout_seconds;
  return { name, agent_id, prompt, input_schema, output_schema, timeout_seconds, storage: storageColumn(body, kept) };
}

/** The middle age set only `extraction`, beside the storage setting. */
export function storageColumn({ storage, extraction }: TaskChanges, kept: StorageSettings | null): TaskRow["storage"] | undefined {
  if (storage !== undefined || extraction === undefined || extraction === null) return storage;
  if (!extraction && kept === null) return undefined;
  return { enabled: true, ...kept, extraction };
}

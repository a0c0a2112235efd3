import * as z from "zod";
import { JsonSchema } from "../api/schemas/wire.ts";
import { checkSchema } from "./inputCheck.ts";
import { StorageSettings } from "./storageSettings.ts";

/** The cap, which the service sets by plan; ours is a week. */
const maxTimeoutSeconds = 7 * 86_400;

/** What makes a task what it is, besides its name and its agent. */
export const TaskDefinition = z.object({
  prompt: z.string().nullish(),
  input_schema: JsonSchema.nullish(),
  output_schema: JsonSchema.nullish(),
  storage: StorageSettings.nullish(),
  extraction: z.boolean().nullish(),
  settings: z.object({ timeout_seconds: z.int().min(1).max(maxTimeoutSeconds).nullish() }).nullish(),
});
export type TaskDefinition = z.output<typeof TaskDefinition>;

/** Throws a refusal that names the schema which cannot be used. */
export async function checkSchemas({ input_schema, output_schema, storage }: Partial<TaskDefinition>): Promise<void> {
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

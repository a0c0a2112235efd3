import * as z from "zod";
import { JsonSchema } from "../api/schemas/wire.ts";

/**
 * What a task does with files. A schema may be missing where its switch is on, as older clients send it; members that
 * we do not know are kept.
 */
export const StorageSettings = z.looseObject({
  enabled: z.boolean().nullish(),
  extraction: z.boolean().nullish(),
  extraction_schema: JsonSchema.nullish(),
  extraction_prompt: z.string().nullish(),
  deduplication: z.boolean().nullish(),
  deduplication_schema: JsonSchema.nullish(),
});
export type StorageSettings = z.output<typeof StorageSettings>;

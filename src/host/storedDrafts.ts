import * as z from "zod";
import { JsonSchema } from "../api/schemas/wire.ts";

/** An input that is being written, as it is kept for the next window. */
export const StoredDraft = z.object({
  /** Of the document. */
  path: z.string(),
  profile: z.string(),
  task: z.object({ id: z.string(), name: z.string(), input_schema: JsonSchema.nullish() }),
  place: z.object({ credential_id: z.string().exactOptional(), source_id: z.string().exactOptional(), session_id: z.string().exactOptional() }),
  files: z.array(z.tuple([z.string(), z.string()])),
  vaulted: z.array(z.string()),
  text: z.string(),
  cut: z.array(z.string()),
  isPartial: z.boolean(),
});
export type StoredDraft = z.infer<typeof StoredDraft>;

const Stored = z.object({ at: z.number(), drafts: z.array(StoredDraft) });

/** Undefined for what is none, or was written by another version. */
export function readStored(text: string | undefined): z.infer<typeof Stored> | undefined {
  try {
    return text === undefined ? undefined : Stored.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

import * as z from "zod";
import { Json, Timestamp, WireInteger } from "./wire.ts";

/** A storage item. Which members come depends on the call and on the age of the server. */
export const StoredFile = z.object({
  id: z.string(),
  object: z.string().optional(),
  file_name: z.string(),
  file_type: z.string(),
  file_size: WireInteger,
  /** `attachment`, `extraction` or `output`. */
  purpose: z.string().optional(),
  url: z.string().nullish(),
  extraction: Json.optional(),
  task_run_id: z.string().nullish(),
  created_at: Timestamp,
});
export type StoredFile = z.infer<typeof StoredFile>;

import * as z from "zod";
import { alsoHas, openText } from "./known.ts";
import { Json, Timestamp, WireInteger } from "./wire.ts";

/** A storage item. Which members come depends on the call and on the age of the server. */
export const StoredFile = z.object({
  id: z.string(),
  /** Older texts say `storage_item`. */
  object: z.string().transform(name => (name === "storage_item" ? "storage" : name)).optional(),
  file_name: z.string(),
  file_type: z.string(),
  file_size: WireInteger,
  purpose: openText(["attachment", "extraction", "output"]).optional(),
  url: z.string().nullish(),
  extraction: Json.optional(),
  task_run_id: z.string().nullish(),
  /** Of the extraction. */
  result: openText(["success", "failure"]).nullish(),
  metadata: z.record(z.string(), Json).nullish(),
  created_at: Timestamp,
});
export type StoredFile = z.infer<typeof StoredFile>;
alsoHas(StoredFile, "fetch_date", "request_id");

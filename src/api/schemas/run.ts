import * as z from "zod";
import { DeckError } from "./error.ts";
import { Interaction } from "./interaction.ts";
import { alsoHas, isPartOf, openText } from "./known.ts";
import { canonicalStatus, olderStatuses, runStatuses } from "./runStatus.ts";
import { StoredFile } from "./storedFile.ts";
import { Json, lenientList, pageOf, Timestamp, WireInteger } from "./wire.ts";

export const RunStatus = openText([...runStatuses, ...olderStatuses]).transform(canonicalStatus);

/** null while the run goes on. */
export const RunResult = openText(["success", "failure", "unknown"]).nullable();

/** What a list tells about a run: everything but what can be large. */
export const RunSummary = z.object({
  id: z.string(),
  object: z.string().optional(),
  status: RunStatus,
  result: RunResult.optional().default(null),
  task_id: z.string(),
  agent_id: z.string().nullish(),
  source_id: z.string().nullish(),
  credential_id: z.string().nullish(),
  session_id: z.string().nullish(),
  runtime_ms: WireInteger.nullish(),
  errors: z.array(DeckError).nullish().catch(null),
  interaction: Interaction.nullish().catch(null),
  created_at: Timestamp,
  updated_at: Timestamp,
});
export type RunSummary = z.infer<typeof RunSummary>;

export const Screenshot = z.object({
  file_name: z.string(),
  file_type: z.string(),
  file_size: WireInteger,
  url: z.string().nullish(),
  reasoning: z.string().nullish(),
  created_at: Timestamp,
});
export type Screenshot = z.infer<typeof Screenshot>;

/** In a list of their own, older servers tell less of them. */
export const ListedScreenshot = Screenshot.partial({ file_name: true, file_type: true, file_size: true });
export type ListedScreenshot = z.infer<typeof ListedScreenshot>;

export const Artifacts = z.object({ screenshots: lenientList(Screenshot).optional() });

const runFields = RunSummary.extend({
  output: Json.optional(),
  input: Json.optional(),
  tokenized: z.array(z.string()).nullish(),
  storage: lenientList(StoredFile).nullish(),
  artifacts: Artifacts.nullish(),
  /** The middle age's place for `artifacts.screenshots`. */
  screenshots: lenientList(Screenshot).nullish(),
  request_id: z.string().optional(),
});

/**
 * A run with whatever sections were asked for. A section that was not asked for is absent, one that
 * is empty is null or an empty list: readers can tell the two apart.
 */
export const Run = runFields.transform(({ screenshots, ...run }) =>
  run.artifacts === undefined && screenshots !== undefined ? { ...run, artifacts: screenshots && { screenshots } } : run,
);
export type Run = z.infer<typeof Run>;
isPartOf(RunSummary, runFields);
alsoHas(runFields, "workflow_id", "canceled_at");

export const RunPage = pageOf(RunSummary);

import { hasFailed } from "../../api/apiError.ts";
import type { DeckClient } from "../../api/deckClient.ts";
import type { RunSection } from "../../api/parts/runs.ts";
import type { RunSummary } from "../../api/schemas/run.ts";
import { messageOf } from "../../base/errors.ts";
import { type ExportedRun, exportHead, exportLine, type ExportFormat, type ExportSection } from "../../runs/runExport.ts";

export interface ExportPlan {
  readonly format: ExportFormat;
  readonly sections: readonly ExportSection[];
  /** Ids are read anew in any case; of what is listed only the sections are. */
  readonly runs: Iterable<string> | AsyncIterable<RunSummary>;
  readonly client: Pick<DeckClient, "runs">;
  readonly taskName: (run: RunSummary) => string;
  readonly signal: AbortSignal;
}

/** What came of it. */
export interface Exported {
  readonly count: number;
  readonly failed: readonly { readonly id: string; readonly why: string }[];
}

/** So many are asked for side by side, and held in memory. */
const width = 8;
/** With so many failures of the service in a row it is down, and the next thousand would take hours to fail. */
const mostInRow = 24;
/** Answers of this many characters are asked for one by one. */
const largeText = 2_000_000;

/** Writes run after run, in their order, and holds only a few of them. One that cannot be read does not cost the others. */
export async function writeRuns(plan: ExportPlan, file: { write(text: string): Promise<void> }, tell: (settled: number, more: number) => void): Promise<Exported> {
  const failed: { id: string; why: string }[] = [];
  let count = 0;
  let inRow = 0;
  await file.write(exportHead(plan.format, plan.sections));
  for await (const read of batches(plan)) {
    const good = read.flatMap(each => ("run" in each ? each : []));
    failed.push(...read.flatMap(each => ("why" in each ? { id: each.id, why: each.why } : [])));
    await file.write(good.map(each => exportLine(plan.format, each, plan.sections)).join(""));
    count += good.length;
    tell(count + failed.length, read.length);
    inRow = read.every(isServiceFailure) ? inRow + read.length : 0;
    if (inRow >= mostInRow) throw new Error(`The service failed for the last ${inRow} runs, and no file was written. Try again later. ${failed.at(-1)?.why ?? ""}`);
  }
  return { count, failed };
}

type Read = ExportedRun | { readonly id: string; readonly why: string; readonly isServiceFailure: boolean };

function isServiceFailure(read: Read): boolean {
  return "why" in read && read.isServiceFailure;
}

async function* batches(plan: ExportPlan): AsyncGenerator<readonly Read[]> {
  let batch: (string | RunSummary)[] = [];
  let most = width;
  for await (const run of plan.runs) {
    if (batch.push(run) < most) continue;
    const read = await Promise.all(batch.map(each => readOne(plan, each)));
    most = read.some(each => "text" in each && (each.text?.length ?? 0) > largeText) ? 1 : width;
    yield read;
    batch = [];
  }
  if (batch.length > 0) yield Promise.all(batch.map(each => readOne(plan, each)));
}

async function readOne({ client, sections, taskName, signal }: ExportPlan, listed: string | RunSummary): Promise<Read> {
  if (typeof listed !== "string" && sections.length === 0) return { run: listed, taskName: taskName(listed) };
  const id = typeof listed === "string" ? listed : listed.id;
  try {
    const { value: run, text } = await client.runs.getForText(id, included(sections), signal);
    return { run, text, taskName: taskName(run) };
  } catch (error) {
    // What stands in the way of one run only; anything else ends it all.
    if (!(["notFound", "forbidden", "malformed", "failed"] as const).some(kind => hasFailed(error, kind))) throw error;
    return { id, why: messageOf(error), isServiceFailure: hasFailed(error, "failed") };
  }
}

function included(sections: readonly ExportSection[]): RunSection[] {
  const names: Readonly<Record<ExportSection, RunSection | undefined>> = { output: undefined, input: "input", files: "storage", frames: "artifacts" };
  return sections.flatMap(section => names[section] ?? []);
}

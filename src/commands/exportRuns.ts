import * as vscode from "vscode";
import type { DeckClient } from "../api/deckClient.ts";
import type { RunSection } from "../api/parts/runs.ts";
import type { RunSummary } from "../api/schemas/run.ts";
import type { App } from "../host/app.ts";
import { idIn } from "../host/runTarget.ts";
import { proposedPlace } from "../host/savePlace.ts";
import type { Session } from "../host/session.ts";
import { streamedFile, type StreamedFile } from "../host/streamedFile.ts";
import { exportHead, exportLine, type ExportFormat, type ExportSection } from "../runs/runExport.ts";
import { matcherOf, questionOf } from "../runs/runFilter.ts";
import { selectedRuns } from "./bulkActs.ts";

interface Export {
  readonly session: Session;
  readonly format: ExportFormat;
  readonly sections: readonly ExportSection[];
  /** Those that were selected; undefined: all that the filters let through. */
  readonly ids: readonly string[] | undefined;
}

/** Writes the selected runs, or all that the filters in force let through, to a file. */
export async function exportRuns(app: App, target: unknown, selected: unknown): Promise<void> {
  const session = await app.connection.ensure();
  const id = idIn(target);
  const ids = selectedRuns(selected) ?? (id === undefined ? undefined : [id]);
  const format = await pickFormat(ids);
  const sections = await pickSections();
  const uri = await vscode.window.showSaveDialog({
    title: "Export Runs",
    defaultUri: proposedPlace(`runs.${format}`),
    filters: format === "csv" ? { CSV: ["csv"] } : { "JSON Lines": ["jsonl"] },
  });
  if (!uri) throw new vscode.CancellationError();
  const count = await writeAll(app, { session, format, sections, ids }, await streamedFile(uri));
  void offerFile(uri, count);
}

async function writeAll(app: App, wanted: Export, file: StreamedFile): Promise<number> {
  const options = { location: vscode.ProgressLocation.Notification, title: "Exporting runs", cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort(new vscode.CancellationError()));
    try {
      await file.write(exportHead(wanted.format, wanted.sections));
      let count = 0;
      for await (const runs of batches(app, wanted, stop.signal)) {
        const lines = runs.map(run => exportLine(wanted.format, { run, taskName: wanted.session.taskName(run) }, wanted.sections));
        await file.write(lines.join(""));
        count += runs.length;
        progress.report({ message: `${count}${wanted.ids ? ` of ${wanted.ids.length}` : ""}` });
      }
      await file.finish();
      return count;
    } catch (error) {
      await file.abandon();
      throw stop.signal.aborted ? new vscode.CancellationError() : error;
    }
  });
}

/** So many are asked for side by side, and held in memory. */
const width = 8;

/** A selected run is read anew in any case: what is known of it here may be old. */
async function* batches(app: App, { session, sections, ids }: Export, signal: AbortSignal): AsyncGenerator<RunSummary[]> {
  await session.tasks.all().catch(() => undefined); // then ids stand for names
  const client = session.client.inBackground();
  const read = (some: readonly string[]): Promise<RunSummary[]> => Promise.all(some.map(id => client.runs.get(id, included(sections), signal)));
  if (ids) {
    for (let at = 0; at < ids.length; at += width) yield await read(ids.slice(at, at + width));
    return;
  }
  let batch: RunSummary[] = [];
  const complete = async (): Promise<RunSummary[]> => (sections.length > 0 ? read(batch.map(({ id }) => id)) : batch);
  for await (const run of filtered(app, session, client, signal)) {
    if (batch.push(run) < width) continue;
    yield await complete();
    batch = [];
  }
  yield await complete();
}

async function* filtered({ lens }: App, session: Session, client: DeckClient, signal: AbortSignal): AsyncGenerator<RunSummary> {
  const filter = lens.filter(session.profile.id);
  const now = Date.now();
  const matches = matcherOf(filter, now);
  for await (const run of client.runs.list(questionOf(filter, now), signal)) if (matches(run)) yield run;
}

function included(sections: readonly ExportSection[]): RunSection[] {
  const names: Readonly<Record<ExportSection, RunSection | undefined>> = { output: undefined, input: "input", files: "storage", frames: "artifacts" };
  return sections.flatMap(section => names[section] ?? []);
}

async function pickFormat(ids: readonly string[] | undefined): Promise<ExportFormat> {
  const what = ids ? `${ids.length} selected ${ids.length === 1 ? "run" : "runs"}` : "all runs that the filters let through";
  const items: (vscode.QuickPickItem & { format: ExportFormat })[] = [
    { format: "jsonl", label: "JSON Lines", detail: "A JSON object in each line, everything as it is." },
    { format: "csv", label: "CSV", detail: "A table for spreadsheets; what is nested stands in it as JSON." },
  ];
  const picked = await vscode.window.showQuickPick(items, { title: "Export Runs", placeHolder: `Choose how to write ${what}` });
  if (!picked) throw new vscode.CancellationError();
  return picked.format;
}

async function pickSections(): Promise<readonly ExportSection[]> {
  const items: (vscode.QuickPickItem & { section: ExportSection })[] = [
    { section: "output", label: "Output", picked: true },
    { section: "input", label: "Input", description: "may be personal" },
    { section: "files", label: "Names of files" },
    { section: "frames", label: "What the agent thought" },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: "Export Runs",
    placeHolder: "Choose what to write besides status, times and errors; without any it is quicker",
    canPickMany: true,
  });
  if (!picked) throw new vscode.CancellationError();
  return picked.map(({ section }) => section);
}

async function offerFile(uri: vscode.Uri, count: number): Promise<void> {
  const open = "Open File";
  const sentence = `${count === 1 ? "1 run was" : `${count} runs were`} exported.`;
  if ((await vscode.window.showInformationMessage(sentence, open)) === open) await vscode.commands.executeCommand("vscode.open", uri);
}

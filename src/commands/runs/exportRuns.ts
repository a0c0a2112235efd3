import * as vscode from "vscode";
import type { DeckClient } from "../../api/deckClient.ts";
import type { RunSummary } from "../../api/schemas/run.ts";
import type { App } from "../../host/app.ts";
import { idIn } from "../../host/runTarget.ts";
import { proposedPlace } from "../../host/savePlace.ts";
import type { Session } from "../../host/session.ts";
import { streamedFile, type StreamedFile } from "../../host/streamedFile.ts";
import { failureReport } from "../../runs/bulk.ts";
import type { ExportFormat, ExportSection } from "../../runs/runExport.ts";
import { matcherOf, questionOf } from "../../runs/store/runFilter.ts";
import { selectedRuns } from "./bulkActs.ts";
import { type Exported, type ExportPlan, writeRuns } from "./writeRuns.ts";

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
  const exported = await writeAll(app, { session, format, sections, ids }, await streamedFile(uri));
  void offerFile(app, uri, exported);
}

async function writeAll(app: App, wanted: Export, file: StreamedFile): Promise<Exported> {
  const options = { location: vscode.ProgressLocation.Notification, title: "Exporting runs", cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort(new vscode.CancellationError()));
    const total = wanted.ids?.length;
    const tell = (settled: number, more: number): void =>
      progress.report(total === undefined ? { message: String(settled) } : { message: `${settled} of ${total}`, increment: (100 * more) / total });
    try {
      const exported = await writeRuns(await planFor(app, wanted, stop.signal), file, tell);
      await file.finish();
      return exported;
    } catch (error) {
      await file.abandon();
      throw stop.signal.aborted ? new vscode.CancellationError() : error;
    }
  });
}

async function planFor(app: App, { session, format, sections, ids }: Export, signal: AbortSignal): Promise<ExportPlan> {
  await session.tasks.all().catch(() => undefined); // then ids stand for names
  const client = session.client.inBackground();
  const runs = ids ?? filtered(app, session, client, signal);
  return { format, sections, runs, client, signal, taskName: run => session.taskName(run) };
}

async function* filtered({ lens }: App, session: Session, client: DeckClient, signal: AbortSignal): AsyncGenerator<RunSummary> {
  const filter = lens.filter(session.profile.id);
  const now = Date.now();
  const matches = matcherOf(filter, now);
  for await (const run of client.runs.list(questionOf(filter, now), signal)) if (matches(run)) yield run;
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
    title: "Export Runs: what goes along with status, times and errors?",
    placeHolder: "Without any of these it is quicker",
    canPickMany: true,
  });
  if (!picked) throw new vscode.CancellationError();
  return picked.map(({ section }) => section);
}

async function offerFile(app: App, uri: vscode.Uri, { count, failed }: Exported): Promise<void> {
  const [open, show] = ["Open File", "Show Report"];
  const all = count + failed.length;
  const sentence = `${failed.length > 0 ? `${count} of ` : ""}${all === 1 ? "1 run was" : `${all} runs were`} exported.`;
  const chosen = failed.length > 0 ? await vscode.window.showWarningMessage(sentence, open, show) : await vscode.window.showInformationMessage(sentence, open);
  if (chosen === open) await vscode.commands.executeCommand("vscode.open", uri);
  if (chosen === show) await app.reports.showReport("Runs not exported", failureReport(sentence, failed));
}

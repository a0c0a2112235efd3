import * as vscode from "vscode";
import { hasFailed } from "../../api/apiError.ts";
import type { Run } from "../../api/schemas/run.ts";
import { messageOf } from "../../base/errors.ts";
import type { App } from "../../host/app.ts";
import { runUri } from "../../host/deckUri.ts";
import { streamFileTo } from "../../host/fileTransfer.ts";
import type { Session } from "../../host/session.ts";
import { type BulkOutcome, doAll, failureReport } from "../../runs/bulk.ts";
import { comparableFolder } from "../../runs/documents/documentPlace.ts";
import { fileName } from "../../runs/documents/fileNames.ts";
import { documentsOf, type RunDocument } from "../../runs/documents/runDocuments.ts";

export interface RunCopies {
  readonly session: Session;
  readonly ids: readonly string[];
  /** Gets a folder for each run. */
  readonly into: vscode.Uri;
  readonly title: string;
  readonly wants: (path: string, document: RunDocument) => boolean;
}

export interface CopyOutcome {
  readonly folders: readonly vscode.Uri[];
  /** What could not be read, such as pictures past their retention: by run and path. */
  readonly missing: BulkOutcome["failed"];
}

/** Writes what runs have into folders on disk, where other programs and the editor's search can look into it. */
export async function copyRuns(copies: RunCopies): Promise<CopyOutcome> {
  const { session, ids, title } = copies;
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, async (progress, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    await session.tasks.all().catch(() => undefined); // then ids stand for names
    const outcomes: CopyOutcome[] = [];
    for (const [index, id] of ids.entries()) {
      const which = ids.length > 1 ? `run ${index + 1} of ${ids.length}: ` : "";
      outcomes.push(await copyOne(copies, id, { signal: stop.signal, say: message => progress.report({ message: which + message }) }));
    }
    const [folders, missing] = [outcomes.flatMap(each => each.folders), outcomes.flatMap(each => each.missing)];
    if (folders.length === 0 && missing[0]) throw new Error(missing[0].why);
    return { folders, missing };
  });
}

/** `done`: "saved", or what else was to be done with them. */
export async function tellMissing({ reports }: App, { missing }: CopyOutcome, done: string): Promise<void> {
  if (missing.length === 0) return;
  const show = "Show Report";
  const sentence = missing.length === 1 ? `1 document could not be read and was not ${done}.` : `${missing.length} documents could not be read and were not ${done}.`;
  if ((await vscode.window.showWarningMessage(sentence, show)) !== show) return;
  await reports.showReport(`Documents not ${done}`, failureReport(sentence, missing));
}

interface Watched {
  readonly signal: AbortSignal;
  readonly say: (message: string) => void;
}

/** Of several, one that is gone or cannot be read does not cost the others. */
async function copyOne(copies: RunCopies, id: string, watched: Watched): Promise<CopyOutcome> {
  try {
    return await copyRun(copies, id, watched);
  } catch (error) {
    if (watched.signal.aborted) throw new vscode.CancellationError();
    const isOfOne = (["notFound", "forbidden", "malformed", "failed"] as const).some(kind => hasFailed(error, kind));
    if (!isOfOne || copies.ids.length === 1) throw error;
    return { folders: [], missing: [{ id, why: messageOf(error) }] };
  }
}

/** A folder that was begun here is not left half full. */
async function copyRun({ session, into, wants }: RunCopies, id: string, { signal, say }: Watched): Promise<CopyOutcome> {
  const { value: run, text } = await session.client.runs.getForText(id, ["input", "storage", "artifacts"], signal);
  const documents = new Map([...documentsOf(run, text)].filter(([path, document]) => !path.startsWith(`${comparableFolder}/`) && wants(path, document)));
  const folder = vscode.Uri.joinPath(into, folderName(session.taskName(run), id));
  const isNew = await isMissing(folder);
  const tell = (settled: number): void => say(`${settled} of ${documents.size} documents`);
  const act = (path: string): Promise<void> => copyDocument({ session, run, folder, signal }, path, documents.get(path));
  const { failed, done } = await doAll({ ids: [...documents.keys()], act, tell, signal });
  const [first] = failed;
  const isNothing = first !== undefined && done.length === 0;
  if (isNew && (signal.aborted || isNothing)) await remove(folder);
  if (signal.aborted) throw new vscode.CancellationError();
  if (isNothing) throw new Error(first.why);
  return { folders: [folder], missing: failed.map(({ id: path, why }) => ({ id: `${id}/${path}`, why })) };
}

interface Copying {
  readonly session: Session;
  readonly run: Run;
  readonly folder: vscode.Uri;
  readonly signal: AbortSignal;
}

/** Files can be of any size; all else the editor holds anyway. */
async function copyDocument({ session, run, folder, signal }: Copying, path: string, document: RunDocument | undefined): Promise<void> {
  const target = vscode.Uri.joinPath(folder, path);
  const file = document?.kind === "file" ? run.storage?.find(({ id }) => id === document.id) : undefined;
  await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(target, ".."));
  if (file) return streamFileTo({ client: session.client, runId: run.id, file, target }, signal);
  await vscode.workspace.fs.writeFile(target, await vscode.workspace.fs.readFile(runUri(session.profile.id, run.id, path)));
}

/** Of several places the editor's search is told with commas between them, and with patterns in braces and brackets. */
function folderName(task: string, id: string): string {
  return fileName(`${task.replaceAll(/[/\\]/g, "_").slice(0, 60)} ${id}`).replaceAll(/[,{}[\]!]/g, "_");
}

/** Perhaps nothing of it was written. */
async function remove(folder: vscode.Uri): Promise<void> {
  await vscode.workspace.fs.delete(folder, { recursive: true, useTrash: false }).then(undefined, () => undefined);
}

async function isMissing(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(() => false, () => true);
}

import * as vscode from "vscode";
import type { App } from "../../host/app.ts";
import { commandIds, documentScheme } from "../../host/commandIds.ts";
import { runUri } from "../../host/deckUri.ts";
import { targetRun, type Wanted } from "../../host/runTarget.ts";
import { proposedPlace } from "../../host/savePlace.ts";
import { SearchCopies } from "../../host/searchCopies.ts";
import { command } from "../command.ts";

export function registerDocumentCommands(app: App): vscode.Disposable {
  const copies = new SearchCopies();
  return vscode.Disposable.from(
    copies,
    command(app, commandIds.openDocument, "Opening the document", async target => show(await targetDocument(app, target, "Open Run Document"))),
    command(app, commandIds.openOutput, "Opening the output", async target => show(await documentOf(app, target, "output.json"))),
    command(app, commandIds.openRunFolder, "Opening the run as a folder", target => openFolder(app, target)),
    command(app, commandIds.saveDocument, "Saving the document", target => save(app, target)),
    command(app, commandIds.saveRunFolder, "Saving the run as a folder", async (target, selected) => (await import("./saveRunFolders.ts")).saveRunFolders(app, target, selected)),
    command(app, commandIds.saveSelectedFolders, "Saving the runs as folders", async (target, selected) => (await import("./saveRunFolders.ts")).saveRunFolders(app, target, selected)),
    command(app, commandIds.findInRuns, "Finding in runs", async (target, selected) => (await import("./findInRuns.ts")).findInRuns(app, copies, target, selected)),
    command(app, commandIds.compareRuns, "Comparing the runs", async (target, selected) => (await import("./compareRuns.ts")).compareRuns(app, target, selected)),
  );
}

const anyRun = (title: string): Wanted => ({ title, suits: () => true, none: "There are no runs yet." });

async function documentOf(app: App, target: unknown, document: string): Promise<vscode.Uri> {
  const { session, id } = await targetRun(app, target, anyRun("Open Output"));
  return runUri(textIn(target, "profile") ?? session.profile.id, id, document);
}

/** What the title of an editor hands over; without anything, what the editor in front shows. */
function givenDocument(target: unknown): vscode.Uri | undefined {
  const uri = target ?? vscode.window.activeTextEditor?.document.uri;
  return uri instanceof vscode.Uri && uri.scheme === documentScheme ? uri : undefined;
}

/** The document that is handed over, else one that the person picks. */
async function targetDocument(app: App, target: unknown, title: string): Promise<vscode.Uri> {
  const { session, id } = await targetRun(app, target, anyRun(title));
  const folder = runUri(textIn(target, "profile") ?? session.profile.id, id);
  const document = textIn(target, "document") ?? (await pickDocument(folder, title));
  return vscode.Uri.joinPath(folder, document);
}

async function pickDocument(folder: vscode.Uri, title: string): Promise<string> {
  const picked = await vscode.window.showQuickPick(documentsIn(folder), { title, placeHolder: "Choose a document of the run" });
  if (picked === undefined) throw new vscode.CancellationError();
  return picked;
}

async function documentsIn(folder: vscode.Uri): Promise<string[]> {
  const entries = await vscode.workspace.fs.readDirectory(folder);
  const names = entries.map(async ([name, type]) => {
    if (type !== vscode.FileType.Directory) return [name];
    return (await documentsIn(vscode.Uri.joinPath(folder, name))).map(inside => `${name}/${inside}`);
  });
  return (await Promise.all(names)).flat();
}

/** In whatever the editor has for such a file. What is missing is said here, not on an empty page. */
async function show(uri: vscode.Uri): Promise<void> {
  await mustExist(uri);
  await vscode.commands.executeCommand("vscode.open", uri);
}

/** In a window of its own: another folder in this one could end what is going on in it. */
async function openFolder(app: App, target: unknown): Promise<void> {
  const { session, id } = await targetRun(app, target, anyRun("Open Run as Folder"));
  await vscode.commands.executeCommand("vscode.openFolder", runUri(textIn(target, "profile") ?? session.profile.id, id), { forceNewWindow: true });
}

async function save(app: App, target: unknown): Promise<void> {
  const uri = givenDocument(target) ?? (await targetDocument(app, target, "Save Run Document As"));
  await mustExist(uri);
  const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
  const chosen = await vscode.window.showSaveDialog({ title: `Save ${name}`, defaultUri: proposedPlace(name) });
  if (chosen) await vscode.workspace.fs.copy(uri, chosen, { overwrite: true });
}

async function mustExist(uri: vscode.Uri): Promise<void> {
  try {
    await vscode.workspace.fs.stat(uri);
  } catch (error) {
    if (!(error instanceof vscode.FileSystemError) || error.code !== "FileNotFound") throw error;
    const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
    throw new Error(`There is no ${name}: Deck does not know the run any more, or sent nothing of the kind for it.`, { cause: error });
  }
}

function textIn(target: unknown, name: string): string | undefined {
  const value: unknown = typeof target === "object" && target !== null ? Reflect.get(target, name) : undefined;
  return typeof value === "string" ? value : undefined;
}

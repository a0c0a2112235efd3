import * as vscode from "vscode";
import type { Task } from "../../api/schemas/resources.ts";
import type { Json } from "../../api/schemas/wire.ts";
import type { App } from "../../host/app.ts";
import { readChosenFile } from "../../host/chosenFile.ts";
import { draftUri } from "../../host/draftTabs.ts";
import type { InputDraft } from "../../host/inputDrafts.ts";
import type { Session } from "../../host/session.ts";
import { mediaTypeOf } from "../../runs/documents/fileShape.ts";
import { fileAddress, withFiles } from "../../runs/documents/inputText.ts";
import { beginAndShow } from "./beginRun.ts";
import { earlierInputs, pickEarlier } from "./earlierInputs.ts";
import type { Place } from "./place.ts";

export interface InputOrder {
  readonly task: Task;
  readonly place: Place;
  /** Members that are not to be kept. */
  readonly vaulted: readonly string[];
  /** JSON to begin with. */
  readonly text: string;
}

/** Lets the person write the input in an editor, where the task's schema helps. */
export async function openInput({ drafts }: App, session: Session, { task, place, vaulted, text }: InputOrder): Promise<void> {
  const uri = await drafts.open({ profile: session.profile.id, task, place, vaulted, files: new Map() }, `${JSON.stringify(JSON.parse(text), undefined, 2)}\n`);
  const document = await vscode.workspace.openTextDocument(uri);
  const cursor = document.positionAt(firstBlank(document.getText()));
  const selection = new vscode.Range(cursor, cursor);
  await vscode.window.showTextDocument(await vscode.languages.setTextDocumentLanguage(document, "json"), { preview: false, selection });
}

/** Where the person is likely to begin: inside of the first text or object that is empty. */
function firstBlank(text: string): number {
  return Math.max(0, text.search(/""|\{\}/) + 1);
}

/** Begins the run with what stands in the editor, which closes once the service has it. */
export async function runInput(app: App, target: unknown): Promise<string> {
  const { uri, draft } = draftIn(app, target);
  const session = await sessionOf(app, draft);
  const document = await vscode.workspace.openTextDocument(uri);
  const input = await withFiles(readInput(document), address => bytesAt(draft, address));
  const id = await beginAndShow(app, session, { task: draft.task, start: { ...draft.place, input } });
  await closeDraft(app, document);
  return id;
}

/** Puts another text in the place of all. */
export async function replaceWithEarlier(app: App, target: unknown): Promise<void> {
  const { uri, draft } = draftIn(app, target);
  const { inputs } = await earlierInputs(await sessionOf(app, draft), draft.task);
  if (inputs.length === 0) {
    void vscode.window.showInformationMessage(`No earlier run of "${draft.task.name}" had an input.`);
    return;
  }
  const input = await pickEarlier(inputs, draft.task);
  if (input === undefined) return;
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, new vscode.Range(0, 0, Number.MAX_SAFE_INTEGER, 0), `${JSON.stringify(input, undefined, 2)}\n`);
  await vscode.workspace.applyEdit(edit);
}

/** Writes a file where the cursor stands: by an address, as its bytes would be in the way. */
export async function attachFile(app: App, target: unknown): Promise<void> {
  const { uri, draft } = draftIn(app, target);
  const [file] = (await vscode.window.showOpenDialog({ title: "Attach File to the Input", openLabel: "Attach" })) ?? [];
  if (!file) return;
  const name = file.path.split("/").at(-1) ?? "file";
  const content = fileAddress(draft.files.size + 1, name);
  draft.files.set(content, file);
  const editor = await vscode.window.showTextDocument(uri, { preview: false });
  const text = JSON.stringify({ file_name: name, file_type: mediaTypeOf(name), content }, undefined, 2);
  await editor.edit(edit => edit.replace(editor.selection, text));
}

function draftIn({ drafts }: App, target: unknown): { uri: vscode.Uri; draft: InputDraft } {
  const uri = target instanceof vscode.Uri ? target : vscode.window.activeTextEditor?.document.uri;
  const draft = uri && drafts.draftAt(uri);
  if (!uri || !draft) throw new Error("No input of a run is open in the editor. Run a task first.");
  return { uri, draft };
}

/** An input never goes to another organisation than the one it was begun for. */
async function sessionOf({ connection }: App, draft: InputDraft): Promise<Session> {
  const session = await connection.ensure();
  if (session.profile.id === draft.profile) return session;
  throw new Error(`This input was begun for another profile than ${session.profile.name}. Switch back, or run the task here anew.`);
}

function readInput(document: vscode.TextDocument): Json {
  try {
    return JSON.parse(document.getText());
  } catch (cause) {
    throw new Error(`The input is no JSON yet. ${cause instanceof Error ? cause.message : ""}`, { cause });
  }
}

async function bytesAt({ files }: InputDraft, address: string): Promise<string> {
  const file = files.get(address);
  if (!file) throw new Error(`${address} is no file that was attached here. Attach it anew.`);
  const chosen = await readChosenFile(file);
  return "content" in chosen ? chosen.content : "";
}

/** Saved first, in memory, so that the editor has nothing to ask. */
async function closeDraft({ drafts }: App, document: vscode.TextDocument): Promise<void> {
  await document.save();
  const isIt = ({ input }: vscode.Tab): boolean => input instanceof vscode.TabInputText && input.uri.toString() === document.uri.toString();
  await vscode.window.tabGroups.close(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(isIt)));
  drafts.forget(document.uri);
}

/** What the editor brings back of inputs that are not there any more would be an error. */
export async function closeLost({ drafts }: App): Promise<void> {
  await drafts.ready;
  const isLost = (tab: vscode.Tab): boolean => {
    const uri = draftUri(tab);
    return uri !== undefined && !drafts.draftAt(uri);
  };
  const lost = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(isLost));
  if (lost.length === 0) return;
  await vscode.window.tabGroups.close(lost);
  const names = Array.from(new Set(lost.map(({ label }) => label))).join(", ");
  void vscode.window.showWarningMessage(`An input that was open here could not be brought back: ${names}. Run its task again to write it anew.`);
}

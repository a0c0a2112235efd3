import * as vscode from "vscode";
import type { Run } from "../api/schemas/run.ts";
import type { StoredFile } from "../api/schemas/storedFile.ts";
import { messageOf } from "../base/errors.ts";
import { fetchFileTo, freshUrl } from "../host/fileTransfer.ts";
import type { TextPart, ToRunPage } from "../protocol/runPage.ts";
import { decodedText } from "../runs/documents/decodedText.ts";
import { fileName } from "../runs/documents/fileNames.ts";
import { isPicture, previewOf } from "./filePreview.ts";
import { hasViewer } from "./fileViewers.ts";
import { openedFolder } from "./openedCopies.ts";
import type { RunDesk } from "./panelParts.ts";
import { saveRunFile } from "./saveRunFile.ts";

/** A text that the page asked for: one that is held, or a file's contents, read now. */
export async function* fileText(panel: RunDesk, wanted: string): AsyncGenerator<ToRunPage> {
  const part = partOf(wanted);
  if (!part) throw new Error("There is no such text.");
  try {
    if (part.startsWith("file:")) await readFile(panel, part.slice("file:".length));
    if (!panel.content.texts.mark(part)) throw new Error("This text is not there any more.");
    for (const text of panel.content.texts.bytes(part)) yield { type: "text", part, ...text };
  } catch (error) {
    yield { type: "textMissing", part, why: messageOf(error) };
  }
}

/** The bytes of a file that the page shows as it is. */
export async function fileBytes(panel: RunDesk, id: string): Promise<ToRunPage> {
  const { run, file } = fileIn(panel.content.run, id);
  try {
    const preview = previewOf(file);
    if (preview !== "image" && preview !== "pdf") throw new Error("This file is not shown here. Save or open it.");
    const { client } = await panel.session();
    const bytes = await client.download(await freshUrl(client, run.id, id));
    return { type: "file", file: id, mime: mimeOf(preview, file), bytes };
  } catch (error) {
    return { type: "textMissing", part: `file:${id}`, why: messageOf(error) };
  }
}

function mimeOf(preview: "image" | "pdf", { file_type }: StoredFile): string {
  if (preview === "pdf") return "application/pdf";
  return isPicture(file_type) ? file_type : "image/png";
}

/** Opens a copy: here what the editor can show, elsewhere what it cannot. */
export async function openRunFile(panel: RunDesk, id: string): Promise<void> {
  const { file } = fileIn(panel.content.run, id);
  const isForElsewhere = /\.(pdf|docx?|xlsx?|pptx?|zip)$/i.test(file.file_name) && !hasViewer(file.file_name, vscode.extensions.all);
  if (isForElsewhere && !isOnThisMachine()) return offerToSave(panel, id);
  const copy = await localCopy(panel, id);
  if (isForElsewhere && (await vscode.env.openExternal(copy))) return;
  await vscode.commands.executeCommand("vscode.open", copy);
}

export async function revealRunFile(panel: RunDesk, id: string): Promise<void> {
  const copy = await localCopy(panel, id);
  if (isOnThisMachine()) return void (await vscode.commands.executeCommand("revealFileInOS", copy));
  const copyPath = "Copy Path";
  const words = `The file is on the machine that this window works on, where its folder cannot be shown: ${copy.fsPath}`;
  if ((await vscode.window.showInformationMessage(words, copyPath)) === copyPath) await vscode.env.clipboard.writeText(copy.fsPath);
}

async function offerToSave(panel: RunDesk, id: string): Promise<void> {
  const save = "Save...";
  const words = "The editor cannot show this kind of file, and this window cannot open the programs of your machine. Save the file to look at it.";
  if ((await vscode.window.showInformationMessage(words, save)) === save) await saveRunFile(await panel.session(), panel.content.run, id);
}

/** Programs and folders of this machine are out of reach of windows in a browser and of those that work on another one. */
function isOnThisMachine(): boolean {
  return vscode.env.uiKind === vscode.UIKind.Desktop && vscode.env.remoteName === undefined;
}

/** In a folder of its own, so that nothing that a website names can meet another file. */
async function localCopy(panel: RunDesk, id: string): Promise<vscode.Uri> {
  const { run, file } = fileIn(panel.content.run, id);
  const folder = vscode.Uri.joinPath(openedFolder(panel.parts.storage), fileName(run.id), fileName(id));
  await vscode.workspace.fs.createDirectory(folder);
  const target = vscode.Uri.joinPath(folder, fileName(file.file_name));
  if (await isWhole(target, file)) return target;
  const { client } = await panel.session();
  await fetchFileTo({ client, runId: run.id, file, target });
  return target;
}

/** A file of the service never becomes another one: what was fetched before is not fetched again. */
async function isWhole(copy: vscode.Uri, { file_size }: StoredFile): Promise<boolean> {
  return vscode.workspace.fs.stat(copy).then(({ size }) => size === file_size, () => false);
}

async function readFile(panel: RunDesk, id: string): Promise<void> {
  const { run, file } = fileIn(panel.content.run, id);
  const part = `file:${id}`;
  if (previewOf(file) === undefined) throw new Error("This file is not shown here. Save or open it.");
  if (panel.content.texts.mark(part)) return;
  const { client } = await panel.session();
  const bytes = await client.download(await freshUrl(client, run.id, file.id));
  panel.content.texts.put(part, decodedText(bytes));
}

function fileIn(run: Run | undefined, id: string): { run: Run; file: StoredFile } {
  const file = run?.storage?.find(one => one.id === id);
  if (!run || !file) throw new Error("The file is not there any more. Refresh the run.");
  return { run, file };
}

function partOf(wanted: string): TextPart | undefined {
  if (wanted === "output" || wanted === "input" || wanted === "raw") return wanted;
  const [kind, id] = [wanted.slice(0, wanted.indexOf(":")), wanted.slice(wanted.indexOf(":") + 1)];
  if (kind === "file") return `file:${id}`;
  return kind === "extraction" ? `extraction:${id}` : undefined;
}

import * as vscode from "vscode";
import type { App } from "../host/app.ts";
import { commandIds } from "../host/commandIds.ts";
import { markIn, placeInText } from "../tasks/placeInText.ts";
import { readTaskFile, type TaskFile, taskFileEnding } from "../tasks/taskFile.ts";
import { problemsIn } from "./checkTaskFile.ts";

/** Runs what stands in a task file, saved or not, in the way of every start. The id of the run, if one began. */
export async function runTaskFile(app: App, target: unknown): Promise<unknown> {
  const uri = target instanceof vscode.Uri ? target : vscode.window.activeTextEditor?.document.uri;
  if (!uri?.path.endsWith(taskFileEnding)) throw new Error(`No task file is in front. Open a file whose name ends in ${taskFileEnding}, or choose Run Task File in its menu.`);
  if (!vscode.workspace.isTrusted) return offerTrust();
  const document = await vscode.workspace.openTextDocument(uri);
  const text = document.getText();
  const read = readTaskFile(text);
  if (read.kind === "unusable") return refuse(document, read.why, read.pointer);
  const [problem, ...others] = await problemsIn(await app.connection.ensure(), read.file);
  if (problem) return refuse(document, `${insideWords(problem.pointer)}${problem.words}${others.length > 0 ? ` There ${others.length === 1 ? "is 1 more problem" : `are ${others.length} more problems`}.` : ""}`, problem.pointer);
  return vscode.commands.executeCommand(commandIds.startRun, wishesOf(read.file));
}

/** As the command takes them: what the file says is not asked for. */
function wishesOf({ task, input, credential, source, session }: TaskFile): object {
  const place = {
    ...(credential === undefined ? {} : { credential_id: credential }),
    ...(source === undefined ? {} : { source_id: source }),
    ...(session === undefined ? {} : { session_id: session }),
  };
  return { task, ...(Object.keys(place).length > 0 ? { place } : {}), ...(input === undefined ? {} : { input, isReady: true }) };
}

/** Shown where it stands, so that it can be mended at once. */
async function refuse(document: vscode.TextDocument, why: string, pointer: string): Promise<never> {
  const { start, end } = markIn(document.getText(), placeInText(document.getText(), pointer));
  const selection = new vscode.Range(document.positionAt(start), document.positionAt(end));
  await vscode.window.showTextDocument(document, { selection, preview: false });
  const name = document.uri.path.split("/").at(-1) ?? "";
  throw new Error(`Nothing was run, as ${name} is not right yet. ${why}`);
}

/** "months.0: ", for what is inside of the input. */
function insideWords(pointer: string): string {
  const inside = pointer.split("/").slice(2);
  return inside.length > 0 ? `${inside.join(".")}: ` : "";
}

async function offerTrust(): Promise<undefined> {
  const manage = "Manage Workspace Trust";
  const sentence = "Task files start runs, so they are run only in folders that you trust. Nothing was run.";
  if ((await vscode.window.showWarningMessage(sentence, manage)) === manage) await vscode.commands.executeCommand("workbench.trust.manage");
}

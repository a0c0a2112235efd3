import * as vscode from "vscode";
import type { Run } from "../api/schemas/run.ts";
import type { Session } from "../host/session.ts";

/** Saves a file of the run where the person says. Its name comes from a website: it is only proposed, and never as a path. */
export async function saveRunFile(session: Session, run: Run | undefined, fileId: string): Promise<void> {
  const file = run?.storage?.find(({ id }) => id === fileId);
  if (!run || !file) throw new Error("The file is not there any more. Refresh the run.");
  const target = await vscode.window.showSaveDialog({ title: `Save ${safeName(file.file_name)}`, defaultUri: proposal(file.file_name) });
  if (!target) return;
  const fresh = await session.client.runs.get(run.id, ["storage"]);
  const url = fresh.storage?.find(({ id }) => id === fileId)?.url;
  if (!url) throw new Error("Deck sent no address for this file. It may be past its retention.");
  await vscode.workspace.fs.writeFile(target, new Uint8Array(await session.client.download(url)));
}

function proposal(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder ? vscode.Uri.joinPath(folder, safeName(name)) : vscode.Uri.file(safeName(name));
}

function safeName(name: string): string {
  const last = (name.split(/[\\/]/).at(-1) ?? "").replace(/[\p{Cc}\p{Cf}]/gu, "");
  return /^\.*$/.test(last) ? "file" : last;
}

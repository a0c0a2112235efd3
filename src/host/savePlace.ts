import { homedir } from "node:os";
import * as vscode from "vscode";
import { fileName } from "../runs/documents/fileNames.ts";

/** Where a save dialog begins: in the open folder if there is one that takes files, which one of a run does not. */
export function proposedPlace(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== false)?.uri;
  return vscode.Uri.joinPath(folder ?? vscode.Uri.file(homedir()), fileName(name));
}

/** A folder that the person chooses for several files; cancels if none is chosen. */
export async function chosenFolder(title: string): Promise<vscode.Uri> {
  const options = { title, openLabel: "Save Here", canSelectFiles: false, canSelectFolders: true, defaultUri: vscode.Uri.joinPath(proposedPlace(""), "..") };
  const [folder] = (await vscode.window.showOpenDialog(options)) ?? [];
  if (!folder) throw new vscode.CancellationError();
  return folder;
}

import * as vscode from "vscode";
import { fileName } from "../runs/fileNames.ts";

/** Where a save dialog begins: in the open folder if there is one. */
export function proposedPlace(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder ? vscode.Uri.joinPath(folder, fileName(name)) : vscode.Uri.file(fileName(name));
}

/** A folder that the person chooses for several files; cancels if none is chosen. */
export async function chosenFolder(title: string): Promise<vscode.Uri> {
  const [folder] = (await vscode.window.showOpenDialog({ title, openLabel: "Save Here", canSelectFiles: false, canSelectFolders: true })) ?? [];
  if (!folder) throw new vscode.CancellationError();
  return folder;
}

import * as vscode from "vscode";

const keptMs = 7 * 24 * 3_600_000;

/** Where copies of files lie that other programs, or other editors, have open. */
export function openedFolder(storage: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(storage, "opened");
}

/** What was opened long ago is not kept: a file that is wanted again is fetched again. */
export async function sweepOpened(storage: vscode.Uri, now: number): Promise<void> {
  const folder = openedFolder(storage);
  const { fs } = vscode.workspace;
  const entries = await fs.readDirectory(folder).then(all => all, () => []);
  for (const [name] of entries) {
    const copies = vscode.Uri.joinPath(folder, name);
    const { mtime } = await fs.stat(copies);
    if (now - mtime > keptMs) await fs.delete(copies, { recursive: true });
  }
}

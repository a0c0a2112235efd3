import { type FileHandle, open, rename, rm } from "node:fs/promises";
import * as vscode from "vscode";

/** A text file that is written piece by piece and is there only when it is complete. */
export interface StreamedFile {
  write(text: string): Promise<void>;
  finish(): Promise<void>;
  /** Leaves nothing behind. */
  abandon(): Promise<void>;
}

/** Elsewhere than on the disk the editor takes whole files only. */
export async function streamedFile(uri: vscode.Uri): Promise<StreamedFile> {
  return uri.scheme === "file" ? onDisk(uri.fsPath) : inMemory(uri);
}

async function onDisk(path: string): Promise<StreamedFile> {
  const partial = `${path}.part`;
  const file: FileHandle = await open(partial, "w");
  return {
    write: text => file.appendFile(text),
    async finish() {
      await file.close();
      await rename(partial, path);
    },
    async abandon() {
      await file.close();
      await rm(partial, { force: true });
    },
  };
}

function inMemory(uri: vscode.Uri): StreamedFile {
  const parts: string[] = [];
  return {
    write: async text => void parts.push(text),
    finish: async () => vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(parts.join(""))),
    abandon: async () => void parts.splice(0),
  };
}

import { randomUUID } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import * as vscode from "vscode";

/** A file that is written piece by piece and is there only when it is complete. */
export interface StreamedFile {
  write(piece: string | Uint8Array): Promise<void>;
  finish(): Promise<void>;
  /** Leaves nothing behind. */
  abandon(): Promise<void>;
}

/** Elsewhere than on the disk the editor takes whole files only. */
export async function streamedFile(uri: vscode.Uri): Promise<StreamedFile> {
  return uri.scheme === "file" ? onDisk(uri.fsPath) : inMemory(uri);
}

async function onDisk(path: string): Promise<StreamedFile> {
  // Two who write the same file do not write into each other.
  const partial = `${path}.${randomUUID()}.part`;
  const file: FileHandle = await open(partial, "w");
  return {
    write: piece => file.appendFile(piece),
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
  const parts: Uint8Array[] = [];
  return {
    write: async piece => void parts.push(typeof piece === "string" ? new TextEncoder().encode(piece) : piece),
    finish: async () => vscode.workspace.fs.writeFile(uri, Buffer.concat(parts)),
    abandon: async () => void parts.splice(0),
  };
}

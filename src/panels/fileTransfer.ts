import { open, rename, rm } from "node:fs/promises";
import * as vscode from "vscode";
import type { DeckClient } from "../api/deckClient.ts";
import type { StoredFile } from "../api/schemas/storedFile.ts";
import { byteText } from "../base/byteText.ts";

export interface FileTransfer {
  readonly client: DeckClient;
  readonly runId: string;
  readonly file: StoredFile;
  readonly target: vscode.Uri;
}

/** Signed addresses run out, so each download begins with a new one. */
export async function freshUrl(client: DeckClient, runId: string, fileId: string): Promise<string> {
  const run = await client.runs.get(runId, ["storage"]);
  const url = run.storage?.find(({ id }) => id === fileId)?.url ?? (await client.file(fileId)).url;
  if (!url) throw new Error("Deck sent no address for this file. It may be past its retention.");
  return url;
}

/** Smaller ones are there before a progress could be read. */
const worthProgressBytes = 1_000_000;

/** Streams a file to its place, with progress and a way to stop; what was stopped leaves nothing behind. */
export async function fetchFileTo(transfer: FileTransfer): Promise<void> {
  const { file } = transfer;
  const isQuick = file.file_size < worthProgressBytes;
  const location = isQuick ? vscode.ProgressLocation.Window : vscode.ProgressLocation.Notification;
  await vscode.window.withProgress({ location, title: "Fetching the file", cancellable: !isQuick }, async (progress, token) => {
    const control = new AbortController();
    token.onCancellationRequested(() => control.abort(new vscode.CancellationError()));
    let done = 0;
    const step = (bytes: number): void => {
      done += bytes;
      progress.report({ increment: (100 * bytes) / Math.max(1, file.file_size), message: `${byteText(done)} of ${byteText(file.file_size)}` });
    };
    await write(transfer, step, control.signal);
  });
}

async function write({ client, runId, file, target }: FileTransfer, step: (bytes: number) => void, signal: AbortSignal): Promise<void> {
  const url = await freshUrl(client, runId, file.id);
  if (target.scheme !== "file") {
    // Other file systems of the editor take whole files only.
    return vscode.workspace.fs.writeFile(target, new Uint8Array(await client.download(url, signal)));
  }
  const partial = `${target.fsPath}.part`;
  const sink = await open(partial, "w");
  try {
    const take = async (chunk: Uint8Array): Promise<void> => {
      await sink.writeFile(chunk);
      step(chunk.byteLength);
    };
    try {
      await client.stream(url, take, signal);
    } finally {
      await sink.close();
    }
    await rename(partial, target.fsPath);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

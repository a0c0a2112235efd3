import * as vscode from "vscode";
import type { DeckClient } from "../api/deckClient.ts";
import type { StoredFile } from "../api/schemas/storedFile.ts";
import { byteText } from "../base/byteText.ts";
import { fileName } from "../runs/documents/fileNames.ts";
import { streamedFile } from "./streamedFile.ts";

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
  await vscode.window.withProgress({ location, title: `Fetching ${fileName(file.file_name)}`, cancellable: !isQuick }, async (progress, token) => {
    const control = new AbortController();
    token.onCancellationRequested(() => control.abort());
    let done = 0;
    const step = (bytes: number): void => {
      done += bytes;
      progress.report({ increment: (100 * bytes) / Math.max(1, file.file_size), message: `${byteText(done)} of ${byteText(file.file_size)}` });
    };
    await streamFileTo(transfer, control.signal, step);
  });
}

/** The same without a word of how far it is. */
export async function streamFileTo({ client, runId, file, target }: FileTransfer, signal: AbortSignal, step?: (bytes: number) => void): Promise<void> {
  const url = await freshUrl(client, runId, file.id);
  const sink = await streamedFile(target);
  const take = async (chunk: Uint8Array): Promise<void> => {
    await sink.write(chunk);
    step?.(chunk.byteLength);
  };
  try {
    signal.throwIfAborted();
    await client.stream(url, take, signal);
    await sink.finish();
  } catch (error) {
    await sink.abandon();
    throw signal.aborted ? new vscode.CancellationError() : error;
  }
}

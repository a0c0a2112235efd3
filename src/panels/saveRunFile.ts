import * as vscode from "vscode";
import type { Run } from "../api/schemas/run.ts";
import { fetchFileTo } from "../host/fileTransfer.ts";
import { proposedPlace } from "../host/savePlace.ts";
import type { Session } from "../host/session.ts";
import { fileName } from "../runs/documents/fileNames.ts";

/** Saves a file of the run where the person says. Its name comes from a website: it is only proposed, and never as a path. */
export async function saveRunFile({ client }: Session, run: Run | undefined, fileId: string): Promise<void> {
  const file = run?.storage?.find(({ id }) => id === fileId);
  if (!run || !file) throw new Error("The file is not there any more. Refresh the run.");
  const target = await vscode.window.showSaveDialog({ title: `Save ${fileName(file.file_name)}`, defaultUri: proposedPlace(file.file_name) });
  if (target) await fetchFileTo({ client, runId: run.id, file, target });
}

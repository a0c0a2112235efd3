import * as vscode from "vscode";
import type { App } from "../../host/app.ts";
import { chosenFolder } from "../../host/savePlace.ts";
import { copyRuns, type CopyOutcome, tellMissing } from "./copyRuns.ts";
import { openSearch } from "./findInRuns.ts";
import { targetRuns } from "./targetRuns.ts";

const title = "Save Run as Folder";

/** All that the run has, or each of those that are selected, as files in a folder that the person chooses. */
export async function saveRunFolders(app: App, target: unknown, selected: unknown): Promise<void> {
  const { session, ids } = await targetRuns(app, target, selected, title);
  const into = await chosenFolder(title);
  const outcome = await copyRuns({ session, ids, into, title: "Saving", wants: () => true });
  void offer(into, outcome);
  void tellMissing(app, outcome, "saved");
}

async function offer(into: vscode.Uri, { folders }: CopyOutcome): Promise<void> {
  const [open, find] = ["Open Folder", "Find in It..."];
  const [only] = folders;
  const place = folders.length === 1 && only ? only : into;
  const sentence = folders.length === 1 ? "The run was saved as a folder." : `${folders.length} runs were saved as folders.`;
  const choice = await vscode.window.showInformationMessage(sentence, open, find);
  if (choice === open) await vscode.commands.executeCommand("vscode.openFolder", place, { forceNewWindow: true });
  if (choice === find) await openSearch(folders);
}

import * as vscode from "vscode";
import type { App } from "../../host/app.ts";
import { documentScheme } from "../../host/commandIds.ts";
import type { SearchCopies } from "../../host/searchCopies.ts";
import type { RunDocument } from "../../runs/documents/runDocuments.ts";
import { copyRuns, tellMissing } from "./copyRuns.ts";
import { targetRuns } from "./targetRuns.ts";

/**
 * The editor's search over runs. It looks into files on disk, and of other file systems into open documents alone, so it is
 * given copies, which are gone with the window.
 */
export async function findInRuns(app: App, copies: SearchCopies, target: unknown, selected: unknown): Promise<void> {
  requireSearch();
  const { session, ids } = await targetRuns(app, target, selected, "Find in Runs");
  const into = await copies.folder();
  const outcome = await copyRuns({ session, ids, into, title: "Reading the runs", wants: isSearched });
  await openSearch([into]);
  // Else what is not found would seem not to be there.
  void tellMissing(app, outcome, "searched");
}

/** In an editor of its own: in the search view it would stay the place of the next search, too. */
export async function openSearch(folders: readonly vscode.Uri[]): Promise<void> {
  requireSearch();
  const filesToInclude = folders.map(({ fsPath }) => fsPath).join(", ");
  await vscode.commands.executeCommand("search.action.openNewEditor", { query: "", filesToInclude, showIncludesExcludes: true, triggerSearch: false });
}

const largestSearched = 20_000_000;
const textEnding = /\.(?:csv|tsv|json|jsonl|ndjson|txt|log|md|xml|html?|ya?ml)$/i;

/** `run.json` would find everything once more. */
function isSearched(path: string, document: RunDocument): boolean {
  if (document.kind === "file") return document.bytes <= largestSearched && textEnding.test(path);
  return document.kind !== "frame" && path !== "run.json";
}

/** Where the window's folder is one of a run, the editor takes every path for one of that file system. */
function requireSearch(): void {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  if (first?.uri.scheme !== documentScheme) return;
  throw new Error("The editor cannot search in a window whose folder is a run. Use this command in another window.");
}

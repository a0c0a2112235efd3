import * as vscode from "vscode";
import { comparedPath, runPath, taskPath } from "../runs/documents/documentPlace.ts";
import { documentScheme } from "./commandIds.ts";

/** Where a document of a run, or its folder, is for the editor: also after a restart, and from another profile. */
export function runUri(profile: string, run: string, document?: string): vscode.Uri {
  return vscode.Uri.from({ scheme: documentScheme, path: runPath(profile, run, document) });
}

/** Where that of a run is which is compared with one of another; `runs` is what tells people of both. */
export function comparedUri(profile: string, runs: string, run: string): (document: string) => vscode.Uri {
  return document => vscode.Uri.from({ scheme: documentScheme, path: comparedPath(profile, runs, document), query: run });
}

export function taskUri(profile: string, task: string): vscode.Uri {
  return vscode.Uri.from({ scheme: documentScheme, path: taskPath(profile, task) });
}

import * as vscode from "vscode";

/** Patterns of what a comparison of runs leaves out. */
export function readCompareIgnore(): readonly string[] {
  const patterns = vscode.workspace.getConfiguration("deck").get<unknown>("compare.ignore");
  return Array.isArray(patterns) ? patterns.filter(pattern => typeof pattern === "string") : [];
}

export function onDidChangeCompareIgnore(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration(change => {
    if (change.affectsConfiguration("deck.compare.ignore")) listener();
  });
}

import * as vscode from "vscode";

/** The settings, read at the edge and handed on as values. All are application-scoped: a folder cannot redirect a key. */
export function readBaseUrl(): string {
  const url = vscode.workspace.getConfiguration("deck").get<string>("api.baseUrl", "");
  return url.trim().replace(/\/+$/, "");
}

export function onDidChangeBaseUrl(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration(change => {
    if (change.affectsConfiguration("deck.api.baseUrl")) listener();
  });
}

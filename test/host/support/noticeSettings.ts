import * as vscode from "vscode";

/** Where notifications are not what is tested they would come before a person who is asked something else. */
export async function tellOfRuns(isTold: boolean): Promise<void> {
  const settings = vscode.workspace.getConfiguration("deck");
  await settings.update("notify.needsYou", isTold ? undefined : false, vscode.ConfigurationTarget.Global);
  await settings.update("notify.failed", isTold ? undefined : "off", vscode.ConfigurationTarget.Global);
}

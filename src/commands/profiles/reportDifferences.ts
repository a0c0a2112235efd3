import * as vscode from "vscode";
import type { App } from "../../host/app.ts";
import { commandIds } from "../../host/commandIds.ts";
import { command } from "../command.ts";

export function registerDifferences(app: App, extension: vscode.Extension<unknown>): vscode.Disposable {
  return command(app, commandIds.reportDifferences, "Reporting the differences", async () => {
    const { differencesText } = await import("../../api/differencesText.ts");
    const { client, profile } = await app.connection.ensure();
    const versions = `${String(extension.packageJSON.displayName)} ${String(extension.packageJSON.version)}, ${vscode.env.appName} ${vscode.version}`;
    await app.reports.showReport("Deck Differences", differencesText(client.differences(), { profile: profile.name, versions }));
  });
}

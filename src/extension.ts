import * as vscode from "vscode";
import { registerKeyCommands } from "./commands/keyCommands.ts";
import { registerLeftovers } from "./commands/leftovers.ts";
import { registerListCommands } from "./commands/listCommands.ts";
import { registerProfileCommands } from "./commands/profileCommands.ts";
import { registerRunCommands } from "./commands/runCommands.ts";
import type { App } from "./host/app.ts";
import { Connection, deckProfileId } from "./host/connection.ts";
import { KeyStore } from "./host/keyStore.ts";
import { Lens } from "./host/lens.ts";
import { startLocalServer } from "./host/localServer.ts";
import { openJournal } from "./host/openJournal.ts";
import { onDidChangeBaseUrl, readBaseUrl } from "./host/settings.ts";
import { TextDocumentReports } from "./host/textDocumentReports.ts";
import { registerRunPanels } from "./panels/runPanels.ts";
import { Attention } from "./runs/attention.ts";
import { StartingRuns } from "./runs/startingRuns.ts";
import { registerRunsView, type RunsView } from "./views/runsView.ts";

let connection: Connection | undefined;

/** What the tests in the extension host can see; nobody else gets it. */
export interface TestSurface {
  readonly app: App;
  readonly view: RunsView;
  readonly secrets: vscode.SecretStorage;
}

export function activate(context: vscode.ExtensionContext): TestSurface | undefined {
  const own = <T extends vscode.Disposable>(thing: T): T => {
    context.subscriptions.push(thing);
    return thing;
  };
  const fileAt = (...path: string[]): string => vscode.Uri.joinPath(context.extensionUri, ...path).fsPath;

  const log = own(vscode.window.createOutputChannel("Deck", { log: true }));
  const keys = new KeyStore(context.secrets);
  const attention = own(new Attention());
  const startLocal = () =>
    startLocalServer(fileAt("dist", "local", "worker.js"), {
      data: vscode.Uri.joinPath(context.globalStorageUri, "local").fsPath,
      demo: true,
      assets: fileAt("media", "demo"),
    });
  const journal = own(openJournal(context, log));
  connection = own(new Connection({ keys, attention, journal, baseUrl: readBaseUrl, startLocal, log: line => log.debug(line), warn: line => log.warn(line) }));
  const lens = own(new Lens());
  const reports = own(new TextDocumentReports());
  const starting = own(new StartingRuns());
  const app: App = { extensionUri: context.extensionUri, log, memory: context.globalState, keys, attention, connection, journal, starting, lens, reports };
  const followAccess = (): void => void app.connection.follow();

  own(keys.onDidChange(deckProfileId, followAccess));
  own(onDidChangeBaseUrl(followAccess));
  const view = own(registerRunsView(app));
  own(registerRunPanels(app));
  own(registerRunCommands(app));
  own(registerLeftovers(app));
  own(registerListCommands(app));
  own(registerKeyCommands(app));
  own(registerProfileCommands(app));
  return context.extensionMode === vscode.ExtensionMode.Test ? { app, view, secrets: context.secrets } : undefined;
}

/** The editor waits for this, so that Local Deck can write what it holds. */
export function deactivate(): Promise<void> | undefined {
  return connection?.close();
}

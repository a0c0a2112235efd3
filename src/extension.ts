import * as vscode from "vscode";
import type { Ledger } from "./api/transport.ts";
import { registerAuthoring } from "./authoring/registerAuthoring.ts";
import { registerCommandsLater } from "./commands/commandsLater.ts";
import { registerDifferences } from "./commands/profiles/reportDifferences.ts";
import { registerInputCommands } from "./commands/starting/inputCommands.ts";
import { registerLeftovers } from "./commands/starting/leftovers.ts";
import { registerRunProgress } from "./commands/starting/runProgress.ts";
import { registerDocuments } from "./documents/registerDocuments.ts";
import { Answers } from "./host/answers.ts";
import type { App } from "./host/app.ts";
import { type Connect, Connection } from "./host/connection.ts";
import { DraftMemory } from "./host/draftMemory.ts";
import { InputDrafts } from "./host/inputDrafts.ts";
import { KeyStore } from "./host/keyStore.ts";
import { Lens } from "./host/lens.ts";
import { startLocalServer } from "./host/localServer.ts";
import { openJournal } from "./host/openJournal.ts";
import { removeOrphanedKeys } from "./host/orphanedKeys.ts";
import { OwnRuns } from "./host/ownRuns.ts";
import { localProfile, requireSafe } from "./host/profile.ts";
import { Profiles } from "./host/profiles.ts";
import { openPush } from "./host/push/openPush.ts";
import type { WindowPush } from "./host/push/windowPush.ts";
import { logFailure } from "./host/report.ts";
import { scenariosFolder } from "./host/scenariosFolder.ts";
import { onDidChangeProfiles, readProfileSettings } from "./host/settings.ts";
import { TextDocumentReports } from "./host/textDocumentReports.ts";
import { ToldOnce } from "./host/toldOnce.ts";
import { WatchedRuns } from "./host/watchedRuns.ts";
import { registerRunPanels } from "./panels/runPanels.ts";
import { Attention } from "./runs/feed/attention.ts";
import { StartingRuns } from "./runs/starting/startingRuns.ts";
import { type ActiveItem, registerActiveItem } from "./views/activeItem.ts";
import { registerNotices } from "./views/notices.ts";
import { registerProfileItem } from "./views/profileItem.ts";
import { registerResourceViews, type ResourceViews } from "./views/resourceViews.ts";
import { registerRunsView, type RunsView } from "./views/runsView.ts";

type Own = <T extends vscode.Disposable>(thing: T) => T;

let connection: Connection | undefined;
let push: WindowPush | undefined;

/** What the tests in the extension host can see; nobody else gets it. */
export interface TestSurface {
  readonly app: App;
  readonly view: RunsView;
  readonly active: ActiveItem;
  readonly resources: ResourceViews;
  readonly secrets: vscode.SecretStorage;
}

export function activate(context: vscode.ExtensionContext): TestSurface | undefined {
  const own: Own = thing => {
    context.subscriptions.push(thing);
    return thing;
  };
  const app = openApp(context, own);
  connection = app.connection;
  push = app.push;

  own(app.profiles.onDidChange(() => void followProfiles(app, context.globalStorageUri.fsPath)));
  own(registerProfileItem(app));
  const active = own(registerActiveItem(app));
  const view = own(registerRunsView(app));
  const resources = own(registerResourceViews(app));
  own(registerNotices(app));
  own(registerRunPanels(app, context.globalStorageUri));
  own(registerDocuments(app));
  own(registerCommandsLater(app));
  own(registerInputCommands(app));
  own(registerAuthoring(app));
  own(registerRunProgress(app));
  own(registerDifferences(app, context.extension));
  own(registerLeftovers(app));
  void app.profiles.refresh();
  void forgetRemovedProfiles(app);
  return context.extensionMode === vscode.ExtensionMode.Test ? { app, view, active, resources, secrets: context.secrets } : undefined;
}

/** Makes the parts that all areas share, and connects them. */
function openApp(context: vscode.ExtensionContext, own: Own): App {
  const fileAt = (...path: string[]): string => vscode.Uri.joinPath(context.extensionUri, ...path).fsPath;
  const storedAt = (name: string): string => vscode.Uri.joinPath(context.globalStorageUri, name).fsPath;
  const { extensionUri, globalState: memory, workspaceState: here } = context;

  const log = own(vscode.window.createOutputChannel("Deck", { log: true }));
  const keys = new KeyStore(context.secrets);
  const profileSettings = { settings: readProfileSettings, onDidChangeSettings: onDidChangeProfiles };
  const profiles = own(new Profiles({ keys, ...profileSettings, here, everywhere: memory }));
  const attention = own(new Attention());
  attention.setFocus(vscode.window.state.focused);
  own(vscode.window.onDidChangeWindowState(({ focused }) => attention.setFocus(focused)));
  const scenarios = () => scenariosFolder(storedAt("scenarios"));
  const startLocal = () => {
    const data = { data: storedAt("local"), demo: true, assets: fileAt("media", "demo"), scenarios: scenarios() };
    return startLocalServer(fileAt("dist", "local", "worker.js"), data);
  };
  const journal = own(openJournal(context, log));
  const ledgers = new Map<string, Ledger>();
  const connect: Connect = async (profile, key) => {
    requireSafe(profile);
    const { clientFor } = await import("./host/clientFor.ts");
    const help = { warn: (line: string) => log.warn(line), proxySignIn: (id: string) => keys.proxySignIn(id), ledgers };
    return clientFor(profile, key, line => log.debug(line), help).keeping(journal.logFor(profile));
  };
  const sharing = { storage: context.globalStorageUri.fsPath, log: (line: string) => log.debug(line), warn: (line: string) => log.warn(line) };
  const opened = own(new Connection({ access: () => profiles.settle(), attention, startLocal, connect, sharing }));
  const shown = { lens: own(new Lens(here)), reports: own(new TextDocumentReports()), told: new ToldOnce(storedAt("told")) };
  const reached = { keys, profiles, attention, connect, connection: opened, journal, push: own(openPush(context, opened, log)) };
  const inputs = new DraftMemory({ secrets: context.secrets, here, tellBroken: error => logFailure(log, "Keeping the inputs that are open", error), now: Date.now });
  const runs = { starting: own(new StartingRuns()), drafts: own(new InputDrafts(inputs)), ownRuns: own(new OwnRuns(here)), watched: own(new WatchedRuns(memory)), answers: own(new Answers()) };
  return { extensionUri, log, memory, scenarios, ...reached, ...shown, ...runs };
}

async function forgetRemovedProfiles({ keys, push: { tunnels }, memory, profiles, log }: App): Promise<void> {
  try {
    const secrets = { known: () => keys.known(), forget: (id: string) => keys.forget(id), tunnel: (id: string) => tunnels.get(id) };
    for (const line of await removeOrphanedKeys(secrets, memory, { named: profiles.ids, now: Date.now() })) log.warn(line);
  } catch (error) {
    logFailure(log, "Removing the keys of removed profiles", error);
  }
}

/** By the time the session has moved, nothing writes any more what is removed of profiles that were left for good. */
async function followProfiles({ connection: moving, keys, log }: App, storage: string): Promise<void> {
  await moving.follow();
  try {
    const { keepPlacesOf } = await import("./host/sharing/place.ts");
    await keepPlacesOf(storage, [localProfile.id, ...(await keys.keyed())]);
  } catch (error) {
    logFailure(log, "Removing the runs of a profile that is gone", error);
  }
}

/** The editor waits for this, so that the server stops telling this window of changes and Local Deck can write what it holds. */
export async function deactivate(): Promise<void> {
  await push?.close();
  await connection?.close();
}

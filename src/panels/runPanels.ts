import * as vscode from "vscode";
import { Lifetime } from "../base/lifetime.ts";
import type { App } from "../host/app.ts";
import { commandIds, runPanelType } from "../host/commandIds.ts";
import { logFailure, report } from "../host/report.ts";
import { targetRun, type Wanted } from "../host/runTarget.ts";
import type { OpenPanels } from "./openPanels.ts";

const anyRun: Wanted = { title: "Open Run", suits: () => true, none: "There are no runs yet." };

/** The panels of runs, opened by command and brought back after a reload; what they need is not loaded before there are runs to open. */
export function registerRunPanels(app: App, storage: vscode.Uri): vscode.Disposable {
  const lifetime = new Lifetime();
  let loading: Promise<OpenPanels> | undefined;
  const panels = (): Promise<OpenPanels> => (loading ??= load(app, storage).then(loaded => lifetime.own(loaded)));

  // Runs are about to be in sight: the first click on one finds all there. What fails here, the click tells.
  lifetime.own(app.connection.onDidChange(({ kind }) => void (kind === "open" && panels().catch(() => undefined))));
  lifetime.own(
    vscode.commands.registerCommand(commandIds.openRun, async (argument: unknown) => {
      try {
        const [all, { id }] = await Promise.all([panels(), targetRun(app, argument, anyRun)]);
        all.open(id, argument);
      } catch (error) {
        await report(app, "Opening the run", error);
      }
    }),
  );
  lifetime.own(vscode.commands.registerCommand(commandIds.keepRunOpen, async () => (await panels()).keepActive()));
  lifetime.own(
    vscode.window.registerWebviewPanelSerializer(runPanelType, {
      deserializeWebviewPanel: async (panel, state: unknown) => (await panels()).restore(panel, state),
    }),
  );
  return lifetime;
}

async function load(app: App, storage: vscode.Uri): Promise<OpenPanels> {
  const [{ OpenPanels: Panels }, { readPageFiles }, { sweepOpened }] = await Promise.all([import("./openPanels.ts"), import("../host/pageFiles.ts"), import("./openedCopies.ts")]);
  void sweepOpened(storage, Date.now()).catch((error: unknown) => logFailure(app.log, "Removing old copies of files", error));
  return new Panels(app, storage, await readPageFiles(app.extensionUri, "runPage"));
}

import * as vscode from "vscode";
import { Lifetime } from "../base/lifetime.ts";
import type { App } from "../host/app.ts";
import { commandIds, runPanelType } from "../host/commandIds.ts";
import { report } from "../host/report.ts";
import { idIn, targetRun, type Wanted } from "../host/runTarget.ts";
import { runTitle } from "../runs/runLine.ts";
import type { RunPanel } from "./runPanel.ts";

const anyRun: Wanted = { title: "Open Run", suits: () => true, none: "There are no runs yet." };

/** The panels of runs: one for each, opened by command and brought back after a reload. */
export function registerRunPanels(app: App): vscode.Disposable {
  const lifetime = new Lifetime();
  const panels = new Map<string, RunPanel>();

  const adopt = (panel: vscode.WebviewPanel, id: string, Panel: typeof RunPanel): void => {
    const own = new Panel(app, panel, id);
    panels.set(id, own);
    panel.onDidDispose(() => {
      panels.delete(id);
      own.dispose();
    });
  };

  const open = async (id: string): Promise<void> => {
    const { RunPanel: Panel } = await import("./runPanel.ts");
    const known = panels.get(id);
    if (known) return known.reveal();
    const panel = vscode.window.createWebviewPanel(runPanelType, titleOf(app, id), vscode.ViewColumn.Active);
    adopt(panel, id, Panel);
  };

  lifetime.own(
    vscode.commands.registerCommand(commandIds.openRun, async (argument: unknown) => {
      try {
        await open((await targetRun(app, argument, anyRun)).id);
      } catch (error) {
        await report(app, "Opening the run", error);
      }
    }),
  );
  lifetime.own(
    vscode.window.registerWebviewPanelSerializer(runPanelType, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        const id = idIn(state);
        const { RunPanel: Panel } = await import("./runPanel.ts");
        if (id === undefined) panel.dispose();
        else adopt(panel, id, Panel);
      },
    }),
  );
  lifetime.own({ dispose: () => panels.forEach(panel => panel.dispose()) });
  return lifetime;
}

function titleOf({ connection: { session } }: App, id: string): string {
  const run = session?.store.get(id);
  return run && session ? runTitle(session.taskName(run), id) : id;
}

import * as vscode from "vscode";
import * as z from "zod";
import { Lifetime } from "../base/lifetime.ts";
import type { App } from "../host/app.ts";
import { commandIds, runPanelType } from "../host/commandIds.ts";
import { report } from "../host/report.ts";
import { targetRun, type Wanted } from "../host/runTarget.ts";
import { RunPanel } from "./runPanel.ts";

/** What the page keeps over a reload of the window. */
const Kept = z.object({ id: z.string() });

const anyRun: Wanted = { title: "Open Run", suits: () => true, none: "There are no runs yet." };

/** The panels of runs: one for each, opened by command and brought back after a reload. */
export function registerRunPanels(app: App): vscode.Disposable {
  const lifetime = new Lifetime();
  const panels = new Map<string, RunPanel>();

  const adopt = (panel: vscode.WebviewPanel, id: string): void => {
    const own = new RunPanel(app, panel, id);
    panels.set(id, own);
    panel.onDidDispose(() => {
      panels.delete(id);
      own.dispose();
    });
  };

  const open = (id: string): void => {
    const known = panels.get(id);
    if (known) return known.reveal();
    const panel = vscode.window.createWebviewPanel(runPanelType, titleOf(app, id), vscode.ViewColumn.Active);
    adopt(panel, id);
  };

  lifetime.own(
    vscode.commands.registerCommand(commandIds.openRun, async (argument: unknown) => {
      try {
        open((await targetRun(app, argument, anyRun)).id);
      } catch (error) {
        await report(app, "Opening the run", error);
      }
    }),
  );
  lifetime.own(
    vscode.window.registerWebviewPanelSerializer(runPanelType, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        const kept = Kept.safeParse(state);
        if (kept.success) adopt(panel, kept.data.id);
        else panel.dispose();
      },
    }),
  );
  lifetime.own({ dispose: () => panels.forEach(panel => panel.dispose()) });
  return lifetime;
}

function titleOf(app: App, id: string): string {
  const run = app.connection.session?.store.get(id);
  return run ? (app.connection.session?.taskName(run) ?? id) : id;
}

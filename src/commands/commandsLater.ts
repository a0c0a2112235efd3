import * as vscode from "vscode";
import { Lifetime } from "../base/lifetime.ts";
import type { App } from "../host/app.ts";
import { commandIds } from "../host/commandIds.ts";
import { report } from "../host/report.ts";

/** Those of the views, the panels and the editors: they come with these. */
const early: ReadonlySet<string> = new Set([
  commandIds.openRun,
  commandIds.openChosen,
  commandIds.keepRunOpen,
  commandIds.refresh,
  commandIds.loadMore,
  commandIds.pickActive,
  commandIds.refreshTasks,
  commandIds.refreshSessions,
  commandIds.refreshSources,
  commandIds.refreshCredentials,
  commandIds.runInput,
  commandIds.runTaskFile,
  commandIds.earlierInput,
  commandIds.attachFile,
  commandIds.reportDifferences,
]);

/** What commands do is a third of the extension: until the first of them is used only their names are there. */
export function registerCommandsLater(app: App): vscode.Disposable {
  const lifetime = new Lifetime();
  let loading: Promise<void> | undefined;
  const load = async (): Promise<void> => {
    const { registerAllCommands } = await import("./allCommands.ts");
    names.dispose();
    lifetime.own(registerAllCommands(app));
  };
  const use = async (id: string, given: unknown[]): Promise<unknown> => {
    try {
      loading ??= load();
      await loading;
    } catch (error) {
      loading = undefined;
      await report(app, "Loading the command", error);
      return undefined;
    }
    return vscode.commands.executeCommand(id, ...given);
  };
  const later = Object.values(commandIds).filter(id => !early.has(id));
  const names = lifetime.own(
    vscode.Disposable.from(...later.map(id => vscode.commands.registerCommand(id, (...given: unknown[]) => use(id, given)))),
  );
  return lifetime;
}

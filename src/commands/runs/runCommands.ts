import * as vscode from "vscode";
import type { App } from "../../host/app.ts";
import { commandIds } from "../../host/commandIds.ts";
import { idIn, targetRun, type Wanted } from "../../host/runTarget.ts";
import type { LostStart } from "../../runs/starting/startingRuns.ts";
import { command } from "../command.ts";
import { runAgain, runAgainQuietly, runAgainWithChanges, runInSession } from "../starting/runAgain.ts";
import { startRun } from "../starting/startRun.ts";
import { wishesIn } from "../starting/wishesIn.ts";
import { answerRun } from "./answerRun.ts";
import { actOnAll, selectedRuns } from "./bulkActs.ts";
import { cancelRuns } from "./cancelRuns.ts";

export function registerRunCommands(app: App): vscode.Disposable {
  return vscode.Disposable.from(
    command(app, commandIds.startRun, "Running the task", wishes => startRun(app, wishesIn(wishes))),
    command(app, commandIds.runAgain, "Running again", async (target, selected) => {
      const ids = selectedRuns(selected);
      return ids ? runAllAgain(app, ids) : runAgain(app, target);
    }),
    command(app, commandIds.runAgainWithChanges, "Running again", target => runAgainWithChanges(app, target)),
    command(app, commandIds.runInSession, "Running in the session", target => runInSession(app, target)),
    command(app, commandIds.findLostStart, "Finding the run", async target => lostStart(app, target)?.again()),
    command(app, commandIds.forgetLostStart, "Forgetting the run", async target => app.starting.forget(keyIn(target))),
    command(app, commandIds.cancelRun, "Canceling the run", (target, selected) => cancelRuns(app, target, selected)),
    command(app, commandIds.cancelSelected, "Canceling the runs", (target, selected) => cancelRuns(app, target, selected)),
    command(app, commandIds.openSelected, "Opening the runs", (_, selected) => openRuns(selectedRuns(selected) ?? [])),
    command(app, commandIds.exportRuns, "Exporting runs", async (target, selected) =>
      (await import("./exportRuns.ts")).exportRuns(app, target, selected),
    ),
    command(app, commandIds.saveScenario, "Saving the scenario", async target => (await import("../scenarios/saveScenario.ts")).saveScenario(app, target)),
    command(app, commandIds.loadScenario, "Loading the scenario", async target => (await import("../scenarios/loadScenario.ts")).loadScenario(app, target)),
    command(app, commandIds.answerRun, "Answering", target => answerRun(app, target)),
    command(app, commandIds.copyRunId, "Copying the run ID", (target, selected) => copyRunIds(app, target, selected)),
    command(app, commandIds.copySelectedIds, "Copying the run IDs", (target, selected) => copyRunIds(app, target, selected)),
  );
}

const anyRun: Wanted = { title: "Copy Run ID", suits: () => true, none: "There are no runs yet." };

async function copyRunIds(app: App, target: unknown, selected: unknown): Promise<void> {
  const ids = selectedRuns(selected) ?? [idIn(target) ?? (await targetRun(app, target, anyRun)).id];
  await vscode.env.clipboard.writeText(ids.join("\n"));
  vscode.window.setStatusBarMessage(ids.length === 1 ? `Copied ${ids[0]}` : `Copied ${ids.length} ids`, 3_000);
}

/** So many panels at once are rather a slip than a wish. */
const manyPanels = 10;

async function openRuns(ids: readonly string[]): Promise<void> {
  const open = `Open ${ids.length} Runs`;
  if (ids.length > manyPanels && (await vscode.window.showWarningMessage(`Open ${ids.length} runs, each in a panel of its own?`, { modal: true }, open)) !== open) return;
  for (const id of ids) await vscode.commands.executeCommand(commandIds.openRun, { id, keep: true });
}

async function runAllAgain(app: App, ids: readonly string[]): Promise<void> {
  const session = await app.connection.ensure();
  const run = `Run ${ids.length} Again`;
  const production = session.profile.isProduction ? ` in production (${session.profile.name})` : "";
  if ((await vscode.window.showWarningMessage(`Run ${ids.length} runs again${production}, each with its own account and input?`, { modal: true }, run)) !== run) return;
  await actOnAll(app, session, { ids, doing: "Starting again", verb: "run again", act: id => runAgainQuietly(app, session, id) });
}

function lostStart({ starting }: App, target: unknown): LostStart | undefined {
  return starting.get(keyIn(target))?.lost;
}

/** Of a line of the tree. */
function keyIn(target: unknown): string {
  const key: unknown = typeof target === "object" && target !== null ? Reflect.get(target, "key") : undefined;
  return typeof key === "string" ? key : "";
}

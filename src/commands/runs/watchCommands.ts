import * as vscode from "vscode";
import type { App } from "../../host/app.ts";
import { commandIds } from "../../host/commandIds.ts";
import { targetRun, type Wanted } from "../../host/runTarget.ts";
import { idTail } from "../../runs/runLine.ts";
import { isActive } from "../../runs/status.ts";
import { command } from "../command.ts";

export function registerWatchCommands(app: App): vscode.Disposable {
  return vscode.Disposable.from(
    command(app, commandIds.watchRun, "Watching the run", target => watchRun(app, target)),
    command(app, commandIds.unwatchRun, "Stopping to watch the run", target => unwatchRun(app, target)),
  );
}

async function watchRun(app: App, target: unknown): Promise<void> {
  const wanted: Wanted = { title: "Watch Run", suits: isActive, none: "No run is going on, so there is nothing to watch." };
  const { session, id } = await targetRun(app, target, wanted);
  const run = session.store.get(id) ?? (await session.client.runs.find(id));
  if (run && !isActive(run.status)) {
    void vscode.window.showInformationMessage("The run has ended already.");
    return;
  }
  if (app.watched.has(id)) return offerToStop(app, id);
  await app.watched.watch(id);
  vscode.window.setStatusBarMessage(`You will be told when run …${idTail(id)} has ended`, 4_000);
}

async function offerToStop(app: App, id: string): Promise<void> {
  const stop = "Stop Watching";
  const choice = await vscode.window.showInformationMessage(`You will be told when run …${idTail(id)} has ended.`, stop);
  if (choice === stop) await app.watched.unwatch(id);
}

async function unwatchRun(app: App, target: unknown): Promise<void> {
  const wanted: Wanted = { title: "Stop Watching Run", suits: (_, id) => app.watched.has(id), none: "No run is watched." };
  await app.watched.unwatch((await targetRun(app, target, wanted)).id);
}

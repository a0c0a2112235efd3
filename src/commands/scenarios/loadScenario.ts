import * as vscode from "vscode";
import type { ScenarioFile } from "../../api/schemas/resources.ts";
import { sleep, systemClock } from "../../base/clock.ts";
import type { App } from "../../host/app.ts";
import { commandIds } from "../../host/commandIds.ts";
import { localProfile } from "../../host/profile.ts";
import type { Session } from "../../host/session.ts";
import { freeName, renamed, scenarioName } from "../../runs/scenario/scenarioFiles.ts";
import { copyInto, readScenario, type ScenarioCopy } from "./copyScenario.ts";

/** Puts a scenario, with what it shows and stores, where Local Deck looks for scenarios: from then on runs of its task go so. */
export async function loadScenario(app: App, target: unknown): Promise<void> {
  const from = target instanceof vscode.Uri ? target : await chooseFile();
  const scenario = await readScenario(from);
  const name = scenarioName(scenario);
  if (name === undefined) throw new Error("The file is no scenario: it has no name. Choose one that Save as Scenario has written.");
  await load(app, { from, scenario, name });
}

async function load(app: App, copy: ScenarioCopy): Promise<void> {
  const folder = vscode.Uri.file(app.scenarios());
  const isThere = vscode.Uri.joinPath(copy.from, "..").toString() === folder.toString();
  const file = isThere ? (copy.from.path.split("/").at(-1) ?? "") : await copyInto(folder, copy);
  const session = await localSession(app, copy.name);
  if (!session) return;
  const { task_id: task } = await found(session, file, folder);
  await vscode.commands.executeCommand(commandIds.refreshTasks);
  if (task) return offerRun(task, copy);
  await offerFreeName(app, session, { copy, file: isThere ? undefined : vscode.Uri.joinPath(folder, file) });
}

async function chooseFile(): Promise<vscode.Uri> {
  const chosen = await vscode.window.showOpenDialog({ title: "Load Scenario into Local Deck", filters: { Scenario: ["json"] } });
  if (!chosen?.[0]) throw new vscode.CancellationError();
  return chosen[0];
}

/** Undefined where the person would rather stay elsewhere: Local Deck finds the scenario when it is next looked at. */
async function localSession({ connection, profiles }: App, name: string): Promise<Session | undefined> {
  if ((await profiles.settle()).profile.kind !== "local") {
    const go = "Switch to Local Deck";
    if ((await vscode.window.showInformationMessage(`Local Deck has the scenario "${name}" now.`, go)) !== go) return undefined;
    await vscode.commands.executeCommand(commandIds.switchProfile, { profile: localProfile.id });
  }
  return connection.ensure();
}

const lookMs = 200;
const looks = 15;

/** Local Deck watches the folder, and takes a moment, also for the task. */
async function found({ client }: Session, file: string, folder: vscode.Uri): Promise<ScenarioFile> {
  let listed: ScenarioFile | undefined;
  for (let look = 0; look < looks && !listed?.task_id; look += 1) {
    await sleep(systemClock, lookMs);
    listed = (await client.scenarios()).find(each => each.file === file);
    const [mistake] = listed?.mistakes ?? [];
    if (mistake !== undefined) throw new Error(`Local Deck cannot use it. ${mistake}`);
  }
  if (listed) return listed;
  throw new Error(`The Local Deck in use does not look into ${folder.fsPath}: it was started elsewhere, or before the setting deck.local.scenarios was changed. Reload the window that has it, or put the file into its folder.`);
}

async function offerRun(task: string, { name }: ScenarioCopy): Promise<void> {
  const run = "Run Task";
  const chosen = await vscode.window.showInformationMessage(`Local Deck plays "${name}" from now on, whenever its task runs there.`, run);
  if (chosen === run) await vscode.commands.executeCommand(commandIds.startRun, { task });
}

/** Under a name that no task has it brings its own task along, if it has one. `file`: what was written for nothing. */
async function offerFreeName(app: App, session: Session, { copy, file }: { copy: ScenarioCopy; file: vscode.Uri | undefined }): Promise<void> {
  const { from, scenario, name } = copy;
  const taken = (await session.tasks.all()).map(task => task.name);
  const free = freeName(name, taken);
  const other = taken.includes(name) ? renamed(scenario, free) : undefined;
  const why = taken.includes(name) ? "that one was given another scenario, as those of the demo are" : "there is none of its name";
  const said = `Local Deck has the scenario "${name}", but no task plays it: ${why}.`;
  if (!other) return void vscode.window.showWarningMessage(`${said} Write the name of another task into the scenario, and load it again.`);
  const use = `Load as "${free}"`;
  if ((await vscode.window.showWarningMessage(`${said} Under another name it gets a task of its own.`, use)) !== use) return;
  if (file) await vscode.workspace.fs.delete(file);
  await load(app, { from, scenario: other, name: free });
}

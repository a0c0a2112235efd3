import * as vscode from "vscode";
import type { ScenarioFile } from "../api/schemas/resources.ts";
import { Json } from "../api/schemas/wire.ts";
import { sleep, systemClock } from "../base/clock.ts";
import { messageOf } from "../base/errors.ts";
import type { App } from "../host/app.ts";
import { commandIds } from "../host/commandIds.ts";
import { localProfile } from "../host/profile.ts";
import type { Session } from "../host/session.ts";
import { assetName, filesOfScenario, scenarioEnding, scenarioName, withFiles } from "../runs/scenarioFiles.ts";
import { confirm } from "./targetResource.ts";

/** Puts a scenario, with what it shows and stores, where Local Deck looks for scenarios: from then on runs of its task go so. */
export async function loadScenario(app: App, target: unknown): Promise<void> {
  const from = target instanceof vscode.Uri ? target : await chooseFile();
  const scenario = await readScenario(from);
  const name = scenarioName(scenario);
  if (name === undefined) throw new Error("The file is no scenario: it has no name. Choose one that Save as Scenario has written.");
  const folder = vscode.Uri.file(app.scenarios());
  const isThere = vscode.Uri.joinPath(from, "..").toString() === folder.toString();
  const file = isThere ? (from.path.split("/").at(-1) ?? "") : await copyInto(folder, { from, scenario, name });
  const session = await localSession(app, name);
  if (session) await offerRun(await found(session, file, folder), name);
}

async function chooseFile(): Promise<vscode.Uri> {
  const chosen = await vscode.window.showOpenDialog({ title: "Load Scenario into Local Deck", filters: { Scenario: ["json"] } });
  if (!chosen?.[0]) throw new vscode.CancellationError();
  return chosen[0];
}

async function readScenario(file: vscode.Uri): Promise<Json> {
  const bytes = await vscode.workspace.fs.readFile(file);
  try {
    return Json.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (error) {
    throw new Error(`The file is no JSON: ${messageOf(error)}`, { cause: error });
  }
}

interface Copied {
  readonly from: vscode.Uri;
  readonly scenario: Json;
  readonly name: string;
}

/** Returns its name there. One task has one scenario, so that one of the same name is replaced; what stands beside it comes along. */
async function copyInto(folder: vscode.Uri, { from, scenario, name }: Copied): Promise<string> {
  const own = assetName(name);
  const file = `${own}${scenarioEnding}`;
  const place = vscode.Uri.joinPath(folder, file);
  if (await isThere(place)) await confirm(`Replace the scenario "${name}" in Local Deck?`, "Later runs of the task go as the new one says. Runs that it had stay as they are.", "Replace");
  const beside = new Set<string>();
  for (const path of filesOfScenario(scenario)) {
    const source = vscode.Uri.joinPath(from, "..", path);
    // What is not there may be among the demo's files.
    if (!(await isThere(source))) continue;
    await vscode.workspace.fs.copy(source, vscode.Uri.joinPath(folder, own, path), { overwrite: true });
    beside.add(path);
  }
  const moved = withFiles(scenario, path => (beside.has(path) ? `${own}/${path}` : path));
  await vscode.workspace.fs.writeFile(place, new TextEncoder().encode(`${JSON.stringify(moved, undefined, 2)}\n`));
  return file;
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
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

async function offerRun({ task_id: task }: ScenarioFile, name: string): Promise<void> {
  await vscode.commands.executeCommand(commandIds.refreshTasks);
  if (!task) {
    const why = "there is none of its name, or that one was given another scenario, as those of the demo are";
    void vscode.window.showWarningMessage(`Local Deck has the scenario "${name}", but no task plays it: ${why}. Write the name of another task into the scenario, and load it again.`);
    return;
  }
  const run = "Run Task";
  const chosen = await vscode.window.showInformationMessage(`Local Deck plays "${name}" from now on, whenever its task runs there.`, run);
  if (chosen === run) await vscode.commands.executeCommand(commandIds.startRun, { task });
}

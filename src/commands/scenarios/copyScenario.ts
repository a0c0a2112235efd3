import * as vscode from "vscode";
import { Json } from "../../api/schemas/wire.ts";
import { byteText } from "../../base/byteText.ts";
import { messageOf } from "../../base/errors.ts";
import { assetName, filesOfScenario, scenarioEnding, withFileNames } from "../../runs/scenario/scenarioFiles.ts";
import { confirm } from "../resources/targetResource.ts";

/** Of a scenario, which Local Deck reads as a whole: more than any that was saved from a run. */
const largest = 50_000_000;

/** Perhaps a stranger's: nothing of it is trusted but that it is JSON. */
export async function readScenario(file: vscode.Uri): Promise<Json> {
  const { size } = await vscode.workspace.fs.stat(file);
  if (size > largest) throw new Error(`The file is larger than ${byteText(largest)}, which is too much for a scenario. Choose one that Save as Scenario has written.`);
  const bytes = await vscode.workspace.fs.readFile(file);
  try {
    return Json.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (error) {
    throw new Error(`The file is no JSON: ${messageOf(error)}`, { cause: error });
  }
}

export interface ScenarioCopy {
  readonly from: vscode.Uri;
  readonly scenario: Json;
  readonly name: string;
}

/** Returns its name there. One task has one scenario, so that one of the same name is replaced; what stands beside it comes along. */
export async function copyInto(folder: vscode.Uri, { from, scenario, name }: ScenarioCopy): Promise<string> {
  const own = assetName(name);
  const file = `${own}${scenarioEnding}`;
  const place = vscode.Uri.joinPath(folder, file);
  const beside = await filesBeside(from, scenario);
  if (await typeOf(place)) await confirm(`Replace the scenario "${name}" in Local Deck?`, "Later runs of the task go as the new one says. Runs that it had stay as they are.", "Replace");
  else if (beside.length > 0 && (await typeOf(vscode.Uri.joinPath(folder, own)))) {
    await confirm(`Write files of the scenario "${name}" into the folder ${own}, which is there already?`, `Of the same name they replace those that it has, in ${folder.fsPath}.`, "Write");
  }
  for (const path of beside) await vscode.workspace.fs.copy(vscode.Uri.joinPath(from, "..", path), vscode.Uri.joinPath(folder, own, path), { overwrite: true });
  const moved = withFileNames(scenario, path => (beside.includes(path) ? `${own}/${path}` : path));
  await vscode.workspace.fs.writeFile(place, new TextEncoder().encode(`${JSON.stringify(moved, undefined, 2)}\n`));
  return file;
}

/** What is not there may be among the demo's files. Folders could bring along what nobody meant, and so could links, also on the way to a file. */
async function filesBeside(from: vscode.Uri, scenario: Json): Promise<string[]> {
  const paths = filesOfScenario(scenario);
  const stand = await Promise.all(paths.map(path => standsIn(vscode.Uri.joinPath(from, ".."), path)));
  return paths.filter((_path, index) => stand[index]);
}

/** Whether it is a file, and all above it up to the folder are folders: a link is neither. */
async function standsIn(folder: vscode.Uri, path: string): Promise<boolean> {
  const names = path.split("/");
  const types = await Promise.all(names.map((_name, index) => typeOf(vscode.Uri.joinPath(folder, ...names.slice(0, index + 1)))));
  return types.every((type, index) => type === (index === names.length - 1 ? vscode.FileType.File : vscode.FileType.Directory));
}

/** Undefined where there is nothing. */
async function typeOf(uri: vscode.Uri): Promise<vscode.FileType | undefined> {
  return vscode.workspace.fs.stat(uri).then(
    ({ type }) => type,
    () => undefined,
  );
}

import * as vscode from "vscode";
import { hasFailed } from "../../api/apiError.ts";
import type { Run } from "../../api/schemas/run.ts";
import type { App } from "../../host/app.ts";
import { commandIds } from "../../host/commandIds.ts";
import { runUri } from "../../host/deckUri.ts";
import { readEvents } from "../../host/runEvents.ts";
import { targetRun, type Wanted } from "../../host/runTarget.ts";
import { proposedPlace } from "../../host/savePlace.ts";
import type { Session } from "../../host/session.ts";
import { readPersonalNames } from "../../host/settings.ts";
import { comparableFolder } from "../../runs/documents/documentPlace.ts";
import { documentsOf } from "../../runs/documents/runDocuments.ts";
import { assetName, scenarioEnding } from "../../runs/scenario/scenarioFiles.ts";
import { type Recording, scenarioOf } from "../../runs/scenario/scenarioOf.ts";
import { scrubbing } from "../../runs/scenario/scrubbing.ts";
import { isActive } from "../../runs/status.ts";

const ended: Wanted = { title: "Save as Scenario", suits: status => !isActive(status), none: "No run has ended yet, so there is nothing to replay." };

type Extra = "frames" | "files";

interface Recorded {
  readonly session: Session;
  readonly run: Run;
  /** Every document of the run by its path. */
  readonly documents: ReturnType<typeof documentsOf>;
}

/** Writes a scenario with which Local Deck replays the run; beside it, in a folder, what it shows and stores. */
export async function saveScenario(app: App, target: unknown): Promise<void> {
  const { session, id } = await targetRun(app, target, ended);
  const { value: run, text } = await session.client.runs.getForText(id, ["input", "storage", "artifacts"]);
  if (isActive(run.status)) throw new Error("The run still goes on. Save it once it has ended.");
  const recorded: Recorded = { session, run, documents: documentsOf(run, text) };
  const extras = await pickExtras(run);
  const place = await choosePlace(session.taskName(run));
  const options = { location: vscode.ProgressLocation.Notification, title: "Saving the scenario" };
  const problem = await vscode.window.withProgress(options, () => write(recorded, extras, place));
  void offer(place, problem);
}

/** Pictures and files cannot be scrubbed, so nobody takes them along unawares. */
async function pickExtras(run: Run): Promise<ReadonlySet<Extra>> {
  const frames = run.artifacts?.screenshots?.length ?? 0;
  const files = run.storage?.length ?? 0;
  const offered = [
    ...(frames > 0 ? [{ extra: "frames" as const, label: `Screenshots (${frames})`, detail: "As they are. Without them drawings stand in their place, with the agent's reasoning." }] : []),
    ...(files > 0 ? [{ extra: "files" as const, label: `Files (${files})`, detail: "As they are. Without them the replayed run stores none." }] : []),
  ];
  if (offered.length === 0) return new Set();
  const title = "Save as Scenario: what goes along? Values are scrubbed, pictures and files cannot be";
  const picked = await vscode.window.showQuickPick(offered, { title, placeHolder: "They may show personal data", canPickMany: true, ignoreFocusOut: true });
  if (!picked) throw new vscode.CancellationError();
  return new Set(picked.map(({ extra }) => extra));
}

async function choosePlace(taskName: string): Promise<vscode.Uri> {
  const place = await vscode.window.showSaveDialog({
    title: "Save as Scenario",
    filters: { Scenario: ["scenario.json", "json"] },
    defaultUri: proposedPlace(`${assetName(taskName)}${scenarioEnding}`),
  });
  if (!place) throw new vscode.CancellationError();
  return place;
}

/** Returns what may be missing in it. */
async function write({ session, run, documents }: Recorded, extras: ReadonlySet<Extra>, place: vscode.Uri): Promise<string> {
  const [{ events, problem }, definition] = await Promise.all([readEvents(session.client, run), readDefinition(session, run)]);
  const folder = assetName(baseOf(place));
  const frames: string[] = [];
  const files = new Map<string, string>();
  for (const [path, document] of documents) {
    if (path.startsWith(`${comparableFolder}/`)) continue;
    if (document.kind === "frame" && extras.has("frames")) frames[document.index] = await copyAsset(session, run, path, { place, folder });
    if (document.kind === "file" && extras.has("files")) files.set(document.id, await copyAsset(session, run, path, { place, folder }));
  }
  const scenario = scenarioOf({
    run,
    taskName: definition.task?.name ?? session.taskName(run),
    ...definition,
    changes: events.map(({ type, created_at }) => ({ status: type.replace("task_run.", ""), created_at })),
    asked: session.asked.of(run.id),
    scrub: scrubbing(run.input, readPersonalNames()),
    frameFile: index => frames[index],
    storedFile: id => files.get(id),
  });
  await vscode.workspace.fs.writeFile(place, new TextEncoder().encode(`${JSON.stringify(scenario, undefined, 2)}\n`));
  const untold = "Its task is not known to the service any more, so Local Deck plays it only for a task of that name that you make there.";
  return [problem, definition.task ? undefined : untold].filter(Boolean).join(" ");
}

/** A run outlives its task; who it was done by is only a name. */
async function readDefinition({ client }: Session, { task_id }: Run): Promise<Pick<Recording, "task" | "agent">> {
  try {
    const task = await client.tasks.get(task_id);
    return { task, agent: await client.agents.get(task.agent_id).catch(() => undefined) };
  } catch (error) {
    if (hasFailed(error, "notFound")) return { task: undefined, agent: undefined };
    throw error;
  }
}

/** Returns its path as scenarios name it, from the folder of the scenario on. */
async function copyAsset(session: Session, run: Run, path: string, { place, folder }: { place: vscode.Uri; folder: string }): Promise<string> {
  const name = [folder, ...path.split("/").map(assetName)].join("/");
  const bytes = await vscode.workspace.fs.readFile(runUri(session.profile.id, run.id, path));
  await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(place, "..", name), bytes);
  return name;
}

function baseOf({ path }: vscode.Uri): string {
  return (path.split("/").at(-1) ?? "").replace(/(?:\.scenario)?\.json$/, "");
}

async function offer(place: vscode.Uri, problem: string): Promise<void> {
  const [load, open] = ["Load into Local Deck", "Open"];
  const said = ["Saved.", problem, "Local Deck replays it, for nothing, once it is loaded there."].filter(Boolean).join(" ");
  const chosen = await vscode.window.showInformationMessage(said, load, open);
  if (chosen === load) await vscode.commands.executeCommand(commandIds.loadScenario, place);
  if (chosen === open) await vscode.window.showTextDocument(place);
}

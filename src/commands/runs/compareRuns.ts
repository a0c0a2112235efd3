import * as vscode from "vscode";
import type { RunSummary } from "../../api/schemas/run.ts";
import type { App } from "../../host/app.ts";
import { readCompareIgnore } from "../../host/compareSettings.ts";
import { comparedUri, runUri } from "../../host/deckUri.ts";
import { learnNames } from "../../host/learnNames.ts";
import { idIn, targetRun, type Wanted } from "../../host/runTarget.ts";
import type { Session } from "../../host/session.ts";
import { statusIcon } from "../../host/statusIcon.ts";
import { comparableFolder } from "../../runs/documents/documentPlace.ts";
import { ignoreList } from "../../runs/documents/ignoreList.ts";
import { comparedTexts, lastFrameStem } from "../../runs/documents/runDocuments.ts";
import { ageText } from "../../runs/duration.ts";
import { idTail, outcomeText } from "../../runs/runLine.ts";
import { selectedRuns } from "./bulkActs.ts";

const anyRun: Wanted = { title: "Compare Runs", suits: () => true, none: "There are no runs yet." };
/** Offered to compare with; further ones are found by selecting two runs in the tree. */
const offered = 50;

/** Two runs side by side: all texts in one editor, and the last screenshots, which it cannot show, in another. */
export async function compareRuns(app: App, target: unknown, selected?: unknown): Promise<void> {
  const { session, pair } = await pairOf(app, target, selectedRuns(selected) ?? handedOver(target));
  const [before, after] = pair.toSorted((a, b) => a.created_at.localeCompare(b.created_at));
  if (!before || !after) return;
  warnOfUnclear();
  const { id: profile } = session.profile;
  const names = `…${idTail(before.id)} ↔ …${idTail(after.id)}`;
  const [left, right] = await Promise.all([lastFrame(profile, before.id), lastFrame(profile, after.id)]);
  if (left && right) await vscode.commands.executeCommand("vscode.diff", left, right, `Last screenshots ${names}`, { preview: false });
  const [earlier, later] = [comparedUri(profile, names, before.id), comparedUri(profile, names, after.id)];
  const texts = comparedTexts.map(document => [later(document), earlier(document), later(document)]);
  await vscode.commands.executeCommand("vscode.changes", `${session.taskName(after)} ${names}`, texts);
}

/** Two runs that a program names, without a person. */
function handedOver(target: unknown): string[] {
  return Array.isArray(target) ? target.flatMap((each: unknown) => idIn(each) ?? []) : [];
}

async function pairOf(app: App, target: unknown, ids: readonly string[]): Promise<{ session: Session; pair: readonly RunSummary[] }> {
  if (ids.length > 2) throw new Error(`${ids.length} runs are selected. Select two to compare them.`);
  const { session, id } = await targetRun(app, ids[0] === undefined ? target : { id: ids[0] }, anyRun);
  const run = await runOf(session, id);
  await learnNames(session.tasks, [run.task_id], new AbortController().signal);
  const other = ids[1] === undefined ? await pickOther(session, run) : await runOf(session, ids[1]);
  return { session, pair: [run, other] };
}

async function runOf(session: Session, id: string): Promise<RunSummary> {
  const run = session.store.get(id) ?? (await session.client.runs.find(id));
  if (!run) throw new Error(`Deck does not know the run ${id} (any more).`);
  return run;
}

async function pickOther(session: Session, run: RunSummary): Promise<RunSummary> {
  const others = session.client.runs.page({ task_id: run.task_id, limit: offered }).then(({ data }) => {
    const newestFirst = data.filter(({ id }) => id !== run.id).toSorted((a, b) => b.created_at.localeCompare(a.created_at));
    if (newestFirst.length > 0) return newestFirst.map(other => ({ other, ...itemOf(other) }));
    void vscode.window.showInformationMessage(`There is no other run of "${session.taskName(run)}" to compare with.`);
    throw new vscode.CancellationError();
  });
  const title = `Compare …${idTail(run.id)} of ${session.taskName(run)}`;
  const picked = await vscode.window.showQuickPick(others, { title, placeHolder: "Choose the other run", matchOnDescription: true, matchOnDetail: true });
  if (!picked) throw new vscode.CancellationError();
  return picked.other;
}

function itemOf(run: RunSummary): vscode.QuickPickItem {
  return {
    label: outcomeText(run),
    description: `…${idTail(run.id)} · ${ageText(run.created_at, Date.now())}`,
    detail: new Date(run.created_at).toLocaleString(),
    iconPath: statusIcon(run.status, run.result),
  };
}

async function lastFrame(profile: string, run: string): Promise<vscode.Uri | undefined> {
  const entries = await vscode.workspace.fs.readDirectory(runUri(profile, run, comparableFolder));
  const name = entries.find(([each]) => each.startsWith(lastFrameStem))?.[0];
  return name === undefined ? undefined : runUri(profile, run, `${comparableFolder}/${name}`);
}

function warnOfUnclear(): void {
  const { unclear } = ignoreList(readCompareIgnore());
  if (unclear.length === 0) return;
  void vscode.window.showWarningMessage(`The setting "deck.compare.ignore" has what cannot be read as a path: ${unclear.join(", ")}. It is left out.`);
}

import * as vscode from "vscode";
import type { RunSummary } from "../api/schemas/run.ts";
import { Lifetime } from "../base/lifetime.ts";
import { commandIds } from "../host/commandIds.ts";
import type { Session } from "../host/session.ts";
import { statusIcon } from "../host/statusIcon.ts";
import { ageText } from "../runs/duration.ts";
import { activeRuns } from "../runs/listing/activeSummary.ts";
import { waitingLine } from "../runs/needs/needsYou.ts";
import { idTail } from "../runs/runLine.ts";
import { canAnswer, canCancel, statusLabel } from "../runs/status.ts";

interface RunPick extends vscode.QuickPickItem {
  readonly id?: string;
}

interface ActButton extends vscode.QuickInputButton {
  readonly command: string;
}

const answer: ActButton = { iconPath: new vscode.ThemeIcon("comment-discussion"), tooltip: "Answer", command: commandIds.answerRun };
const cancel: ActButton = { iconPath: new vscode.ThemeIcon("debug-stop"), tooltip: "Cancel Run...", command: commandIds.cancelRun };

/** The list says for how long. */
const ageTickMs = 10_000;

/** Lists what is active for as long as the list is open, and follows what changes meanwhile. */
export function pickActive(session: Session): void {
  const lifetime = new Lifetime();
  const pick = lifetime.own(vscode.window.createQuickPick<RunPick>());
  const act = (command: string, { id }: RunPick): void => {
    pick.hide();
    if (id !== undefined) void vscode.commands.executeCommand(command, { id });
  };
  let drawn = "";
  const fill = (): void => {
    const items = itemsOf(session, Date.now());
    const text = JSON.stringify(items);
    if (text === drawn) return;
    drawn = text;
    const [before] = pick.activeItems;
    pick.items = items;
    const still = pick.items.find(item => item.id !== undefined && item.id === before?.id);
    if (still) pick.activeItems = [still];
  };
  pick.title = `Active Runs: ${session.profile.name}`;
  pick.placeholder = "Pick a run to open it; the buttons answer and cancel";
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.keepScrollPosition = true;
  fill();
  lifetime.own(session.store.onDidChange(fill));
  const ticker = setInterval(fill, ageTickMs);
  lifetime.own({ dispose: () => clearInterval(ticker) });
  lifetime.own(pick.onDidAccept(() => pick.selectedItems.slice(0, 1).forEach(item => act(commandIds.openRun, item))));
  lifetime.own(pick.onDidTriggerItemButton(({ button, item }) => ("command" in button && typeof button.command === "string" ? act(button.command, item) : undefined)));
  lifetime.own(pick.onDidHide(() => lifetime.dispose()));
  pick.show();
}

function itemsOf(session: Session, now: number): RunPick[] {
  const { needy, going } = activeRuns(session.store);
  if (needy.length + going.length === 0) return [{ label: "No run is active (any more)", alwaysShow: true }];
  return [
    ...underHeading("Needs you", needy.map(run => itemOf(session, run, waitingLine(run, now)))),
    ...underHeading("In progress", going.map(run => itemOf(session, run, `Started ${ageText(run.created_at, now)}`))),
  ];
}

function underHeading(label: string, items: readonly RunPick[]): RunPick[] {
  return items.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
}

function itemOf(session: Session, run: RunSummary, detail: string): RunPick {
  const { id, status } = run;
  return {
    id,
    label: session.taskName(run),
    // In a list that follows what changes, what turns as well is too much.
    iconPath: new vscode.ThemeIcon(statusIcon(status, run.result).id.replace("~spin", "")),
    description: `${statusLabel(status)} · ${idTail(id)}`,
    detail,
    buttons: [...(canAnswer(status) ? [answer] : []), ...(canCancel(status) ? [cancel] : [])],
  };
}

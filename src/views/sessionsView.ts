import * as vscode from "vscode";
import type { Session as DeckSession } from "../api/schemas/resources.ts";
import type { RunSummary } from "../api/schemas/run.ts";
import type { App } from "../host/app.ts";
import { commandIds, sessionsViewId } from "../host/commandIds.ts";
import { learnNames } from "../host/learnNames.ts";
import { logFailure } from "../host/report.ts";
import type { Session } from "../host/session.ts";
import { idTail } from "../runs/runLine.ts";
import { countdownText, isOpenSession, nextEndMs, openSessionStatuses, sessionStatusText } from "../runs/starting/openSession.ts";
import { plainTooltip } from "./plainTooltip.ts";
import { type ResourceNode, ResourceTree, type ShownTree, showTree } from "./resourceTree.ts";
import { runNode, type RunsOf } from "./runNode.ts";
import { lookWhileVisible } from "./runsView.ts";

/** A server that knows no filter sends all sessions there ever were: beyond these it is not listened to. */
const mostRead = 300;
/** Runs of a session that are asked for when it is unfolded, the newest first. */
const mostRuns = 10;
/** A run that moves may take its session along; several at once are answered by one look. */
const settleMs = 1_000;

/** The environments that are open, with their runs. */
export function registerSessionsView(app: App): ShownTree {
  let ends: Ends | undefined;
  const tree = new ResourceTree(app, {
    what: "sessions",
    async read(session, signal) {
      const open = await openSessions(session, signal);
      await learnNames(session.tasks, open.map(each => each.task_runs?.at(-1)?.task_id), signal);
      ends?.plan(nextEndMs(open, Date.now()));
      return open.map(each => sessionNode(each, { session, watched: app.watched }, app.log));
    },
    follow(session, { outdated }) {
      ends = new Ends(outdated);
      return vscode.Disposable.from(ends, followRuns(session, outdated));
    },
  });
  const view = vscode.window.createTreeView(sessionsViewId, { treeDataProvider: tree });
  return showTree(tree, view, vscode.commands.registerCommand(commandIds.refreshSessions, () => tree.refresh()), lookWhileVisible(app, view));
}

async function openSessions({ client }: Session, signal: AbortSignal): Promise<DeckSession[]> {
  const open: DeckSession[] = [];
  let read = 0;
  for await (const session of client.sessions.list(signal, { status: openSessionStatuses })) {
    if (isOpenSession(session)) open.push(session);
    if ((read += 1) >= mostRead) break;
  }
  return open;
}

function followRuns({ store }: Session, outdated: () => void): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const following = store.onDidChange(({ steps }) => {
    if (!steps.some(({ before, now }) => (now ?? before)?.session_id && before?.status !== now?.status)) return;
    clearTimeout(timer);
    timer = setTimeout(outdated, settleMs);
  });
  return vscode.Disposable.from(following, { dispose: () => clearTimeout(timer) });
}

/** A session ends by itself when nothing runs in it: nobody tells. */
class Ends implements vscode.Disposable {
  private readonly outdated: () => void;
  private timer: NodeJS.Timeout | undefined;

  constructor(outdated: () => void) {
    this.outdated = outdated;
  }

  plan(ms: number | undefined): void {
    this.dispose();
    if (ms !== undefined) this.timer = setTimeout(this.outdated, ms);
  }

  dispose(): void {
    clearTimeout(this.timer);
  }
}

function sessionNode(found: DeckSession, of: RunsOf, log: App["log"]): ResourceNode {
  const key = `session:${found.id}`;
  return {
    key,
    id: found.id,
    item: now => sessionItem(found, of.session, now),
    children: async () => (await runsOf(found, of.session, log)).map(run => runNode(run, of, { under: key })),
  };
}

/** One that cannot be read does not take the others along. */
async function runsOf({ task_runs }: DeckSession, { store, client }: Session, log: App["log"]): Promise<RunSummary[]> {
  const newest = (task_runs ?? []).slice(-mostRuns).toReversed();
  const find = (id: string): Promise<RunSummary | undefined> =>
    client.runs.find(id).catch((error: unknown) => {
      logFailure(log, `Reading ${id}`, error);
      return undefined;
    });
  const runs = await Promise.all(newest.map(async ({ id }) => store.get(id) ?? find(id)));
  return runs.filter(run => run !== undefined);
}

function sessionItem(found: DeckSession, session: Session, now: number): vscode.TreeItem {
  const runs = found.task_runs ?? [];
  const last = runs.at(-1);
  const name = last ? session.taskName(last) : "Session";
  const count = runs.length === 1 ? "1 run" : `${runs.length} runs`;
  const item = new vscode.TreeItem(name, runs.length > 0 ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None);
  const [status, countdown] = [sessionStatusText(found.status), countdownText(found, now)];
  const words = [status, countdown, count].filter(word => word !== undefined).join(", ");
  // What tells it from its neighbours is first; only one that is idle has an end in sight.
  item.description = [countdown ?? status, idTail(found.id), count].join(" · ");
  item.iconPath = sessionIcon(found.status);
  item.contextValue = "session";
  item.tooltip = plainTooltip(`Session ${found.id}`, `${words}. A session in which nothing runs ends after ten minutes.`);
  item.accessibilityInformation = { label: `Session of ${name}, ${words}, id ending in ${idTail(found.id)}` };
  return item;
}

function sessionIcon(status: string): vscode.ThemeIcon {
  if (status === "running") return new vscode.ThemeIcon("vm-running", new vscode.ThemeColor("charts.blue"));
  if (status === "idle") return new vscode.ThemeIcon("vm-active", new vscode.ThemeColor("testing.iconPassed"));
  return new vscode.ThemeIcon("vm-outline", new vscode.ThemeColor("descriptionForeground"));
}

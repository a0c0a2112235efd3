import * as vscode from "vscode";
import { sleep, systemClock } from "../base/clock.ts";
import { messageOf } from "../base/errors.ts";
import { Lifetime } from "../base/lifetime.ts";
import type { App } from "../host/app.ts";
import { commandIds, connectionContext, runsViewId } from "../host/commandIds.ts";
import type { ConnectionState } from "../host/connection.ts";
import { logFailure, report } from "../host/report.ts";
import type { Session } from "../host/session.ts";
import type { FeedState } from "../runs/feed/runFeed.ts";
import { ageNote } from "../runs/listing/ageNote.ts";
import { waitsForPerson } from "../runs/status.ts";
import { showFilter } from "./filterNote.ts";
import { isOfRun, type RunNode } from "./runNodes.ts";
import { RunsTree } from "./runsTree.ts";
import { ViewMessage } from "./viewMessage.ts";

export interface RunsView extends vscode.Disposable {
  readonly tree: RunsTree;
  /** What stands above the runs; empty if there is nothing to say. */
  message(): string;
  /** What stands beside the view's name: the server, and what the runs are filtered by. */
  description(): string;
}

/** Longer than the slowest of windows takes to draw its tree. */
const redrawMs = 10_000;
const redrawPauseMs = 20;

/** The view around the tree: what it says about the connection, and the badge. */
export function registerRunsView(app: App): RunsView {
  const lifetime = new Lifetime();
  const tree = lifetime.own(new RunsTree(app));
  const view = lifetime.own(vscode.window.createTreeView(runsViewId, { treeDataProvider: tree, showCollapseAll: true, canSelectMany: true }));
  lifetime.own(view.onDidChangeSelection(({ selection }) => tree.select(selection.length)));
  lifetime.own(lookWhileVisible(app, view));
  lifetime.own(showConnection(app, view, lifetime.own(new ViewMessage(app.profiles, view))));
  lifetime.own(showFilter(app, tree, view));
  lifetime.own(vscode.commands.registerCommand(commandIds.openChosen, () => openChosen(view)));
  lifetime.own(vscode.commands.registerCommand(commandIds.refresh, () => refresh(app)));
  lifetime.own(
    vscode.commands.registerCommand(commandIds.loadMore, async (group: unknown, query: unknown) => {
      try {
        await tree.loadMore({ ...(typeof group === "string" ? { group } : {}), ...(typeof query === "string" ? { query } : {}) });
      } catch (error) {
        await report(app, "Loading more runs", error);
      }
    }),
  );
  return { tree, message: () => view.message ?? "", description: () => view.description ?? "", dispose: () => lifetime.dispose() };
}

async function openChosen(view: vscode.TreeView<RunNode>): Promise<void> {
  const node = await chosen(view);
  if (node && isOfRun(node)) await vscode.commands.executeCommand(commandIds.openRun, { id: node.id, preserveFocus: true });
}

/** While the tree is drawn anew the editor cannot say what is chosen, and it tells nobody when it can again. */
async function chosen(view: vscode.TreeView<RunNode>): Promise<RunNode | undefined> {
  for (const end = Date.now() + redrawMs; view.selection.length === 0 && Date.now() < end; ) await sleep(systemClock, redrawPauseMs);
  return view.selection[0];
}

/** Also the way out of a connection that failed or was refused. What goes wrong shows in the view. */
async function refresh({ connection }: App): Promise<void> {
  await connection.retry();
  await connection.session?.feed.refresh();
}

/** Runs that somebody can see are asked for often. */
export function lookWhileVisible(app: App, view: Pick<vscode.TreeView<unknown>, "visible" | "onDidChangeVisibility">): vscode.Disposable {
  let looking: vscode.Disposable | undefined;
  const update = (): void => {
    looking?.dispose();
    looking = view.visible ? app.attention.look() : undefined;
  };
  update();
  return vscode.Disposable.from(view.onDidChangeVisibility(update), { dispose: () => looking?.dispose() });
}

/** The age in the message of stale runs moves on by itself. */
const messageTickMs = 5_000;

function showConnection(app: App, view: vscode.TreeView<RunNode>, message: ViewMessage): vscode.Disposable {
  let following = new Lifetime();
  const follow = (state: ConnectionState): void => {
    following.dispose();
    following = new Lifetime();
    void vscode.commands.executeCommand("setContext", connectionContext, contextOf(state));
    message.say(state.kind === "failed" ? messageOf(state.error) : "");
    view.badge = undefined;
    if (state.kind === "failed") logFailure(app.log, "Connecting", state.error);
    if (state.kind === "open") following.own(showSession(app, view, message, state.session));
  };
  follow(app.connection.state);
  const listening = app.connection.onDidChange(follow);
  return { dispose: () => vscode.Disposable.from(listening, following).dispose() };
}

function showSession(app: App, view: vscode.TreeView<RunNode>, message: ViewMessage, session: Session): vscode.Disposable {
  const { feed, store } = session;
  const openedAt = Date.now();
  const showMessage = (): void => message.say(messageFor(session, openedAt));
  const showBadge = (): void => {
    view.badge = badgeFor(session);
  };
  const ticker = setInterval(showMessage, messageTickMs);
  let logged = "";
  const logOnce = (state: FeedState): void => {
    const why = state.kind === "stale" ? messageOf(state.error) : "";
    if (state.kind === "stale" && why !== logged) logFailure(app.log, "Reading runs", state.error);
    logged = why;
  };
  showMessage();
  return vscode.Disposable.from(
    feed.onDidChangeState(state => {
      showMessage();
      logOnce(state);
    }),
    store.onDidChange(() => {
      showMessage();
      showBadge();
    }),
    { dispose: () => clearInterval(ticker) },
  );
}

function contextOf(state: ConnectionState): string {
  return state.kind === "open" ? state.session.profile.kind : state.kind;
}

function messageFor({ feed, store, profile }: Session, openedAt: number): string {
  const note = ageNote({ state: feed.state, hasRuns: store.size > 0, openedAt, now: Date.now() });
  if (note !== undefined) return note;
  // An empty view has a welcome of its own, which the editor shows only where there is no message.
  return profile.kind === "local" && store.size > 0 ? "Local Deck: a sandbox with demo runs, on this machine only." : "";
}

function badgeFor({ store }: Session): vscode.ViewBadge | undefined {
  const waiting = store.statuses().filter(waitsForPerson).flatMap(status => store.ofStatus(status)).length;
  if (waiting === 0) return undefined;
  return { value: waiting, tooltip: waiting === 1 ? "1 run waits for a person" : `${waiting} runs wait for a person` };
}

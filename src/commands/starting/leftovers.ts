import * as vscode from "vscode";
import { mayHaveHappened } from "../../api/actLog.ts";
import { hasFailed } from "../../api/apiError.ts";
import type { RunStart } from "../../api/parts/runs.ts";
import type { RunSummary } from "../../api/schemas/run.ts";
import { systemClock } from "../../base/clock.ts";
import { messageOf } from "../../base/errors.ts";
import { Lifetime } from "../../base/lifetime.ts";
import type { App } from "../../host/app.ts";
import { commandIds } from "../../host/commandIds.ts";
import type { ConnectionState } from "../../host/connection.ts";
import { logFailure } from "../../host/report.ts";
import type { Session } from "../../host/session.ts";
import { idTail } from "../../runs/runLine.ts";
import { actWords, isStart, type KeptAct, planFor } from "../../runs/starting/lostActs.ts";
import { statusLabel } from "../../runs/status.ts";
import { momentText } from "../../runs/store/days.ts";
import { settledWords } from "./beginRun.ts";
import { truthAbout } from "./lostActTruth.ts";

/** A window that is closing may need this long to be gone. */
const recheckMs = 5_000;
const retryMs = 30_000;

/** Whenever a session opens: finds out what became of acts whose window died before they were answered. */
export function registerLeftovers(app: App): vscode.Disposable {
  let following = new Lifetime();
  const follow = (state: ConnectionState): void => {
    following.dispose();
    following = new Lifetime();
    if (state.kind === "open") following.own(settleLeft(app, state.session));
  };
  const listening = app.connection.onDidChange(follow);
  return { dispose: () => vscode.Disposable.from(listening, following).dispose() };
}

function settleLeft(app: App, session: Session): vscode.Disposable {
  const lifetime = new Lifetime();
  const again = (ms: number): void => void lifetime.own(systemClock.after(ms, () => void settle()));
  const settle = async (): Promise<void> => {
    const { acts, othersLive } = await app.journal.takeLeft(session.profile);
    for (const act of acts) {
      void settleOne(app, session, act).catch((error: unknown) => {
        postpone(app, session, act, error);
        again(retryMs);
      });
    }
    if (othersLive) again(recheckMs);
  };
  // What could not be sent waits for the service to be there again.
  lifetime.own(session.feed.onDidChangeState(({ kind }) => kind === "fresh" && void settle()));
  void settle();
  return lifetime;
}

function postpone(app: App, session: Session, act: KeptAct, error: unknown): void {
  logFailure(app.log, `Finding out about ${actWords(act)}`, error);
  app.journal.leave(act.key);
  if (isStart(act)) showLost(app, session, act, messageOf(error));
}

/** In the tree, until it is tried again, by the person or by itself, or forgotten. */
function showLost(app: App, session: Session, act: KeptAct, why: string): void {
  const again = async (): Promise<void> => {
    try {
      await startAgain(app, session, act);
    } catch (error) {
      showLost(app, session, act, messageOf(error));
      throw error;
    }
  };
  const lost = { why, again, forget: () => app.journal.forget(act.key) };
  app.starting.lose({ key: act.key, profile: session.profile.id, taskName: session.taskName({ task_id: act.id ?? "" }), since: act.at, lost });
}

async function settleOne(app: App, session: Session, act: KeptAct): Promise<void> {
  const plan = planFor(act, Date.now());
  switch (plan.kind) {
    case "resend":
      return isStart(act) ? startAgain(app, session, act) : cancelAgain(app, session, act);
    case "ask":
      return askToStart(app, session, act);
    case "look":
      return look(app, session, act);
  }
}

async function startAgain(app: App, session: Session, act: KeptAct): Promise<void> {
  const name = await taskNameOf(session, act);
  try {
    const run = await app.starting.during({ key: act.key, profile: session.profile.id, taskName: name, since: act.at }, () =>
      session.client.runs.start(act.id ?? "", startOf(act), { idempotencyKey: act.key }),
    );
    app.ownRuns.add(session.profile.id, run.id);
    session.store.apply([run]);
    void offerRun(run, `The answer about a run of "${name}" was lost when a window closed. The run is there, once: …${idTail(run.id)}, ${statusLabel(run.status).toLowerCase()}.`);
  } catch (error) {
    if (mayHaveHappened(error)) throw error;
    logFailure(app.log, "Starting a run again", error);
    const why = error instanceof Error ? error.message : "";
    void vscode.window.showWarningMessage(`A run of "${name}" did not begin: its window closed before it was sent, and now it is refused. ${why}`);
  }
}

async function cancelAgain({ journal }: App, session: Session, act: KeptAct): Promise<void> {
  try {
    session.store.apply([await session.client.runs.cancel(act.id ?? "", { idempotencyKey: act.key })]);
  } catch (error) {
    // It has ended meanwhile, or is gone: nothing is left to cancel.
    if (!hasFailed(error, "conflict") && !hasFailed(error, "notFound")) throw error;
  } finally {
    void session.feed.refresh();
  }
  journal.forget(act.key);
}

async function askToStart(app: App, session: Session, act: KeptAct): Promise<void> {
  const name = await taskNameOf(session, act);
  const find = "Find or Start It";
  const forget = "Forget";
  showLost(app, session, act, "A window closed before the answer came.");
  const question = `It is not known whether a run of "${name}" began (${momentText(new Date(act.at).toISOString(), Date.now())}): a window closed before the answer came.`;
  const choice = await vscode.window.showWarningMessage(question, find, forget);
  // The tree was open meanwhile: what was found or forgotten there is not started by a message that is still in sight.
  if (choice === find && !app.starting.get(act.key)?.lost) return void vscode.window.showInformationMessage(settledWords(name));
  if (choice === find) await startAgain(app, session, act);
  if (choice === forget) app.starting.forget(act.key);
}

async function look(app: App, session: Session, act: KeptAct): Promise<void> {
  const truth = await truthAbout(session, act);
  app.journal.forget(act.key);
  if (!truth) return;
  if (truth.run) void offerRun(truth.run, truth.sentence);
  else void vscode.window.showInformationMessage(truth.sentence);
}

async function offerRun(run: RunSummary, sentence: string): Promise<void> {
  const open = "Open Run";
  if ((await vscode.window.showInformationMessage(sentence, open)) === open) {
    await vscode.commands.executeCommand(commandIds.openRun, { id: run.id });
  }
}

/** As it was sent: the same key wants the same body. */
function startOf({ body }: KeptAct): RunStart {
  return typeof body === "object" && body !== null && !Array.isArray(body) ? body : {};
}

async function taskNameOf(session: Session, { id = "" }: KeptAct): Promise<string> {
  await session.tasks.all().catch(() => undefined); // then the id stands for it
  return session.taskName({ task_id: id });
}

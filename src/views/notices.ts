import * as vscode from "vscode";
import type { RunSummary } from "../api/schemas/run.ts";
import { Lifetime } from "../base/lifetime.ts";
import type { App } from "../host/app.ts";
import { commandIds, runsViewId } from "../host/commandIds.ts";
import type { ConnectionState } from "../host/connection.ts";
import { muteTasks, readNoticeSettings } from "../host/noticeSettings.ts";
import { logFailure } from "../host/report.ts";
import type { Session } from "../host/session.ts";
import { endedUnseen, mergedText, mostSingleNotices, NewsGate, type Notice, type NoticeKind, type NoticeRules, noticesOf, noticeText } from "../runs/needs/notices.ts";
import { canAnswer } from "../runs/status.ts";
import type { RunStep } from "../runs/store/runStore.ts";

/** What comes within this time is told together. */
const batchMs = 500;
/** The window in front of the person speaks first; where there is none, any other. */
const unfocusedMs = 1_500;

const gateMs = 250;

const kinds: readonly NoticeKind[] = ["needsYou", "watched", "failed", "completed"];

/** Tells the person of runs that need somebody or have ended, as the settings say; never of what was so when the window came. */
export function registerNotices(app: App): vscode.Disposable {
  let following = new Lifetime();
  const follow = (state: ConnectionState): void => {
    following.dispose();
    following = new Lifetime();
    if (state.kind === "open") followSession(app, state.session, following);
  };
  follow(app.connection.state);
  const listening = app.connection.onDidChange(follow);
  return { dispose: () => vscode.Disposable.from(listening, following).dispose() };
}

function followSession(app: App, session: Session, lifetime: Lifetime): void {
  let batch: RunStep[] = [];
  let timer: NodeJS.Timeout | undefined;
  const tell = (): void => {
    // Only now: of a run that ends at once it is told sooner than that it was begun here.
    const notices = noticesOf(batch, rulesNow(app, session));
    batch = [];
    timer = undefined;
    tellAll(app, session, notices).catch((error: unknown) => logFailure(app.log, "Telling of runs", error));
  };
  const tellSoon = (steps: readonly RunStep[]): void => {
    batch.push(...steps);
    if (batch.length > 0) timer ??= setTimeout(tell, vscode.window.state.focused ? batchMs : batchMs + unfocusedMs);
  };
  // Whoever asked to be told is told, even if no window was there at the end.
  const gate = openingGate(session, lifetime, () => tellSoon(endedUnseen(session.store.newest(), id => app.watched.has(id))));
  lifetime.own({ dispose: () => clearTimeout(timer) });
  lifetime.own(
    session.store.onDidChange(({ steps }) => tellSoon(steps.filter(step => gate.lets(step)))),
  );
}

/** What another window or an earlier life of this one knew is shown at first: the gate opens at the first answer after that. */
function openingGate({ feed, store }: Session, lifetime: Lifetime, begun: () => void): NewsGate {
  const gate = new NewsGate();
  const openedAt = Date.now();
  const opening = lifetime.own(new Lifetime());
  const tryOpen = (): void => {
    if (feed.state.kind !== "fresh" || (feed.progress.answeredAt ?? 0) < openedAt) return;
    opening.dispose();
    gate.begin(store.newest());
    begun();
  };
  opening.own(feed.onDidAsk(tryOpen));
  // No event tells of an answer to another window that changes nothing.
  const timer = setInterval(tryOpen, gateMs);
  opening.own({ dispose: () => clearInterval(timer) });
  return gate;
}

function rulesNow({ ownRuns, watched }: App, { profile }: Session): NoticeRules {
  const { mutedTasks, ...wanted } = readNoticeSettings();
  return {
    ...wanted,
    isOwn: id => ownRuns.has(profile.id, id),
    isWatched: id => watched.has(id),
    isMuted: id => mutedTasks.includes(id),
  };
}

async function tellAll(app: App, session: Session, notices: readonly Notice[]): Promise<void> {
  const own = await Promise.all(notices.map(notice => take(app, session, notice)));
  const mine = notices.filter((notice, index) => own[index] && isStillSo(session, notice));
  const telling = kinds.flatMap(kind => {
    const ofKind = mine.filter(notice => notice.kind === kind);
    return ofKind.length > mostSingleNotices ? [tellMerged(app, session, kind, ofKind)] : ofKind.map(notice => tellOne(app, session, notice));
  });
  await Promise.all(telling);
}

async function take(app: App, session: Session, { kind, run }: Notice): Promise<boolean> {
  if (kind === "watched") await app.watched.unwatch(run.id);
  return app.told.take(`${session.profile.id}-${run.id}-${run.status}-${run.updated_at}`);
}

/** What was answered while we waited for company needs nobody any more. */
function isStillSo({ store }: Session, { run }: Notice): boolean {
  return store.get(run.id)?.status === run.status;
}

async function tellOne(app: App, session: Session, notice: Notice): Promise<void> {
  const { kind, run } = notice;
  const [answer, open, mute] = ["Answer", "Open", "Not for This Task"];
  const buttons = [...(canAnswer(run.status) ? [answer] : []), open, ...(kind === "watched" ? [] : [mute])];
  const isRefused = canAnswer(run.status) && app.answers.see(run).phase === "refused";
  const choice = await show(kind, noticeText(notice, session.taskName(run), isRefused), buttons);
  if (choice === answer) await goOn(app, session, commandIds.answerRun, { id: run.id });
  if (choice === open) await goOn(app, session, commandIds.openRun, { id: run.id });
  if (choice === mute) await muteAll(app, [run]);
}

async function muteAll(app: App, runs: readonly RunSummary[]): Promise<void> {
  const tasks = [...new Set(runs.map(run => run.task_id))];
  await muteTasks(tasks);
  app.log.info(`No more notifications of ${tasks.join(", ")}; the setting deck.notify.mutedTasks takes that back.`);
}

async function tellMerged(app: App, session: Session, kind: NoticeKind, notices: readonly Notice[]): Promise<void> {
  const [answer, open] = ["Answer", "Show Runs"];
  const names = notices.map(({ run }) => session.taskName(run));
  const runs = notices.map(({ run }) => run);
  const mute = runs.every(run => run.task_id === runs[0]?.task_id) ? "Not for This Task" : "Not for These Tasks";
  const buttons = [...(runs.some(({ status }) => canAnswer(status)) ? [answer] : []), open, ...(kind === "watched" ? [] : [mute])];
  const choice = await show(kind, mergedText(kind, names), buttons);
  if (choice === answer) await goOn(app, session, commandIds.answerRun);
  if (choice === open) await goOn(app, session, `${runsViewId}.focus`);
  if (choice === mute) await muteAll(app, runs);
}

/** A notification may wait until the window shows another profile, which knows nothing of the run. */
async function goOn({ connection }: App, { profile }: Session, command: string, ...rest: unknown[]): Promise<void> {
  if (connection.session?.profile.id === profile.id) return void (await vscode.commands.executeCommand(command, ...rest));
  const change = `Switch to ${profile.name}`;
  const choice = await vscode.window.showInformationMessage(`This belongs to the profile ${profile.name}, which this window does not show now.`, change);
  if (choice !== change) return;
  await vscode.commands.executeCommand(commandIds.switchProfile, { profile: profile.id });
  await vscode.commands.executeCommand(command, ...rest);
}

function show(kind: NoticeKind, text: string, buttons: readonly string[]): Thenable<string | undefined> {
  const { showInformationMessage, showWarningMessage } = vscode.window;
  return kind === "failed" || kind === "needsYou" ? showWarningMessage(text, ...buttons) : showInformationMessage(text, ...buttons);
}

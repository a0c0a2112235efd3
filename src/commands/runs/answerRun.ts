import * as vscode from "vscode";
import { hasFailed } from "../../api/apiError.ts";
import type { Interaction } from "../../api/schemas/interaction.ts";
import type { Run } from "../../api/schemas/run.ts";
import { Lifetime } from "../../base/lifetime.ts";
import type { App } from "../../host/app.ts";
import { targetRun, type Wanted } from "../../host/runTarget.ts";
import type { Session } from "../../host/session.ts";
import { endWords, isAsking, nothingAsked, refusedWords } from "../../runs/needs/answering.ts";
import { needyRuns, waitingLine } from "../../runs/needs/needsYou.ts";
import { promptsOf } from "../../runs/needs/question.ts";
import { canAnswer } from "../../runs/status.ts";
import { askPrompts } from "../askPrompts.ts";

const answerable: Wanted = { title: "Answer", suits: canAnswer, none: "No run asks for anything right now.", detail: waitingLine, order: needyRuns };

const untold = "The run waits for an answer, but Deck does not tell what it asks. Answer it in the Console, or try again in a moment.";
const sentShownMs = 6_000;

/** Asks for what the run asks, in quick inputs, for as long as it does. */
export async function answerRun(app: App, target: unknown): Promise<void> {
  const { session, id } = await targetRun(app, target, answerable);
  const run = await session.client.runs.find(id);
  if (!run?.interaction || !canAnswer(run.status)) {
    void vscode.window.showInformationMessage(run && canAnswer(run.status) ? untold : nothingAsked);
    void session.feed.refresh();
    return;
  }
  session.store.apply([run]);
  app.answers.see(run);
  const values = await askWhileAsked(app, session, { ...run, interaction: run.interaction });
  if (values) return send(app, session, run, values);
  return sayWhatCameBetween(app, session, run);
}

/** Undefined if meanwhile it was answered or given up, or something else is asked. */
async function askWhileAsked(app: App, session: Session, run: Run & { readonly interaction: Interaction }): Promise<Record<string, string> | undefined> {
  const { round, phase } = app.answers.of(run.id);
  const lifetime = new Lifetime();
  const asked = new AbortController();
  const look = (): void => {
    const known = session.store.get(run.id);
    const now = known ? app.answers.see(known) : app.answers.of(run.id);
    if (!isAsking(now) || now.round !== round) asked.abort();
  };
  lifetime.own(session.store.onDidChange(look));
  lifetime.own(app.answers.onDidChange(look));
  lifetime.own(app.attention.look());
  try {
    const refused = phase === "refused" ? { texts: {}, problem: refusedWords } : undefined;
    return await askPrompts(`Answer: ${session.taskName(run)}`, promptsOf(run.interaction), refused, asked.signal);
  } catch (error) {
    if (asked.signal.aborted) return undefined;
    throw error;
  } finally {
    lifetime.dispose();
  }
}

async function sayWhatCameBetween(app: App, session: Session, run: Run): Promise<void> {
  const now = app.answers.of(run.id);
  if (isAsking(now)) return answerRun(app, run);
  if (now.end) void vscode.window.showInformationMessage(`"${session.taskName(run)}": ${endWords[now.end]}`);
}

async function send(app: App, session: Session, run: Run, values: Readonly<Record<string, string>>): Promise<void> {
  try {
    await app.answers.send(session, run, values);
    vscode.window.setStatusBarMessage("$(check) Sent, waiting for the agent", sentShownMs);
  } catch (error) {
    const now = hasFailed(error, "conflict") ? await session.client.runs.find(run.id) : undefined;
    if (now) session.store.apply([now]);
    if (!now || isAsking(app.answers.see(now))) throw error;
    await sayWhatCameBetween(app, session, run);
  } finally {
    void session.feed.refresh();
  }
}

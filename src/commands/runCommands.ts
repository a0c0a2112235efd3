import * as vscode from "vscode";
import { hasFailed } from "../api/apiError.ts";
import type { App } from "../host/app.ts";
import { commandIds } from "../host/commandIds.ts";
import { idIn, targetRun, type Wanted } from "../host/runTarget.ts";
import type { Session } from "../host/session.ts";
import { idTail } from "../runs/runLine.ts";
import { promptsOf } from "../runs/question.ts";
import { canAnswer, canCancel, statusLabel } from "../runs/status.ts";
import { askPrompts } from "./askPrompts.ts";
import { command } from "./command.ts";
import { startRun } from "./startRun.ts";

export function registerRunCommands(app: App): vscode.Disposable {
  return vscode.Disposable.from(
    command(app, commandIds.startRun, "Running the task", () => startRun(app)),
    command(app, commandIds.cancelRun, "Canceling the run", target => cancelRun(app, target)),
    command(app, commandIds.answerRun, "Answering", target => answerRun(app, target)),
    command(app, commandIds.copyRunId, "Copying the run ID", target => copyRunId(app, target)),
  );
}

const cancellable: Wanted = { title: "Cancel Run", suits: canCancel, none: "No run is queued or running, so there is nothing to cancel." };
const answerable: Wanted = { title: "Answer", suits: canAnswer, none: "No run asks for anything right now." };
const anyRun: Wanted = { title: "Copy Run ID", suits: () => true, none: "There are no runs yet." };

async function cancelRun(app: App, target: unknown): Promise<void> {
  const { session, id } = await targetRun(app, target, cancellable);
  const cancel = { title: "Cancel Run" };
  const keep = { title: "Keep Running", isCloseAffordance: true };
  const question = `Cancel the run of "${nameOf(session, id)}" (…${idTail(id)})?`;
  const detail = "The agent stops where it is. What it has done on the website stays done.";
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, cancel, keep)) !== cancel) return;
  try {
    session.store.apply([await session.client.runs.cancel(id)]);
  } catch (error) {
    if (!hasFailed(error, "conflict")) throw error;
    const run = await session.client.runs.find(id);
    const now = run ? ` It is ${statusLabel(run.status).toLowerCase()} now.` : "";
    void vscode.window.showInformationMessage(`The run can no longer be canceled: only queued and running ones can.${now}`);
  } finally {
    void session.feed.refresh();
  }
}

async function answerRun(app: App, target: unknown): Promise<void> {
  const { session, id } = await targetRun(app, target, answerable);
  const run = await session.client.runs.find(id);
  if (!run?.interaction || !canAnswer(run.status)) {
    void vscode.window.showInformationMessage("The run does not ask for anything (any more).");
    void session.feed.refresh();
    return;
  }
  const answers = await askPrompts(`Answer: ${session.taskName(run)}`, promptsOf(run.interaction));
  try {
    session.store.apply([await session.client.runs.answer(id, answers)]);
  } catch (error) {
    if (!hasFailed(error, "conflict")) throw error;
    void vscode.window.showInformationMessage("The run no longer waits for an answer: somebody else answered, or it has ended.");
  } finally {
    void session.feed.refresh();
  }
}

async function copyRunId(app: App, target: unknown): Promise<void> {
  const id = idIn(target) ?? (await targetRun(app, target, anyRun)).id;
  await vscode.env.clipboard.writeText(id);
  vscode.window.setStatusBarMessage(`Copied ${id}`, 3_000);
}

function nameOf(session: Session, id: string): string {
  const run = session.store.get(id);
  return run ? session.taskName(run) : id;
}

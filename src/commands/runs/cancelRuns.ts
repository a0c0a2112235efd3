import * as vscode from "vscode";
import { hasFailed } from "../../api/apiError.ts";
import type { App } from "../../host/app.ts";
import { targetRun, type Wanted } from "../../host/runTarget.ts";
import type { Session } from "../../host/session.ts";
import { asksBeforeCancel, stopAskingBeforeCancel } from "../../host/settings.ts";
import { idTail } from "../../runs/runLine.ts";
import { canCancel, whyNotCanceled } from "../../runs/status.ts";
import { actOnAll, selectedRuns } from "./bulkActs.ts";

const cancellable: Wanted = { title: "Cancel Run", suits: canCancel, none: "No run is queued or running, so there is nothing to cancel." };

/** One run, or all that are selected and can be canceled. */
export async function cancelRuns(app: App, target: unknown, selected: unknown): Promise<void> {
  const ids = selectedRuns(selected);
  if (ids) return cancelMany(app, await app.connection.ensure(), ids);
  const { session, id } = await targetRun(app, target, cancellable);
  const run = session.store.get(id);
  if (run && !canCancel(run.status) && !(await canBeCanceled(session, id))) return;
  const name = run ? session.taskName(run) : id;
  await agree(`Cancel the run of "${name}" (…${idTail(id)})?`, "The agent stops where it is. What it has done on the website stays done.");
  await cancelOne(session, id);
}

async function cancelOne(session: Session, id: string): Promise<void> {
  try {
    session.store.apply([await session.client.runs.cancel(id)]);
  } catch (error) {
    if (!hasFailed(error, "conflict")) throw error;
    void vscode.window.showInformationMessage(await whyRefused(session, id));
  } finally {
    void session.feed.refresh();
  }
}

async function cancelMany(app: App, session: Session, ids: readonly string[]): Promise<void> {
  // A run that is not loaded may be cancellable: the service knows.
  const able = ids.filter(id => canCancel(session.store.get(id)?.status ?? "queued"));
  if (able.length === 0) {
    void vscode.window.showInformationMessage("None of the selected runs is queued or running, so there is nothing to cancel.");
    return;
  }
  await agreeToMany(able.length, ids.length - able.length);
  await actOnAll(app, session, {
    ids: able,
    doing: "Canceling",
    verb: "canceled",
    act: async (id, take) => {
      try {
        take(await session.client.runs.cancel(id));
      } catch (error) {
        throw hasFailed(error, "conflict") ? new Error(await whyRefused(session, id), { cause: error }) : error;
      }
    },
  });
}

async function agreeToMany(able: number, others: number): Promise<void> {
  const stop = able === 1 ? "The agent stops where it is. What it has done on the website stays done." : "The agents stop where they are. What they have done on the websites stays done.";
  const left = others === 1 ? " One other of the selected is not queued or running, and stays as it is." : ` ${others} others of the selected are not queued or running, and stay as they are.`;
  await agree(able === 1 ? "Cancel the one selected run that is queued or running?" : `Cancel ${able} runs?`, others === 0 ? stop : stop + left);
}

/** Asked anew, as what is known here may be old; says why not. */
async function canBeCanceled(session: Session, id: string): Promise<boolean> {
  const why = await obstacle(session, id);
  if (why !== undefined) void vscode.window.showInformationMessage(why);
  return why === undefined;
}

async function whyRefused(session: Session, id: string): Promise<string> {
  return (await obstacle(session, id)) ?? "Deck refused to cancel this run just now, though it is queued or running. Try again in a moment.";
}

/** By what the service says of it at this moment. */
async function obstacle({ client, store }: Session, id: string): Promise<string | undefined> {
  const run = await client.runs.find(id);
  if (!run) return "Deck does not know this run any more, so there is nothing to cancel.";
  store.apply([run]);
  return whyNotCanceled(run.status);
}

async function agree(question: string, detail: string): Promise<void> {
  if (!asksBeforeCancel()) return;
  const cancel = { title: "Cancel Run" };
  const always = { title: "Cancel, and Do Not Ask Again" };
  const keep = { title: "Keep Running", isCloseAffordance: true };
  const choice = await vscode.window.showWarningMessage(question, { modal: true, detail }, cancel, always, keep);
  if (choice === always) await stopAskingBeforeCancel();
  if (choice !== cancel && choice !== always) throw new vscode.CancellationError();
}

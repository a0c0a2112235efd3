import * as vscode from "vscode";
import { hasFailed } from "../api/apiError.ts";
import type { App } from "../host/app.ts";
import { targetRun, type Wanted } from "../host/runTarget.ts";
import type { Session } from "../host/session.ts";
import { asksBeforeCancel, stopAskingBeforeCancel } from "../host/settings.ts";
import { idTail } from "../runs/runLine.ts";
import { canCancel, statusLabel } from "../runs/status.ts";
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
    void vscode.window.showInformationMessage(await whyNot(session, id));
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
  const others = ids.length - able.length;
  const left = others === 0 ? "" : ` ${others === 1 ? "One other" : `${others} others`} of the selected ${others === 1 ? "is" : "are"} not queued or running, and stay${others === 1 ? "s" : ""} as ${others === 1 ? "it is" : "they are"}.`;
  await agree(`Cancel ${able.length === 1 ? "1 run" : `${able.length} runs`}?`, `The agents stop where they are. What they have done on the website stays done.${left}`);
  await actOnAll(app, session, {
    ids: able,
    doing: "Canceling",
    verb: "canceled",
    act: async (id, take) => {
      try {
        take(await session.client.runs.cancel(id));
      } catch (error) {
        throw hasFailed(error, "conflict") ? new Error("Only queued and running runs can be canceled.", { cause: error }) : error;
      }
    },
  });
}

/** Asked anew, as what is known here may be old; says why not. */
async function canBeCanceled(session: Session, id: string): Promise<boolean> {
  const why = await whyNot(session, id);
  if (canCancel(session.store.get(id)?.status ?? "queued")) return true;
  void vscode.window.showInformationMessage(why);
  return false;
}

async function whyNot({ client, store }: Session, id: string): Promise<string> {
  const run = await client.runs.find(id);
  if (run) store.apply([run]);
  const now = run ? ` It is ${statusLabel(run.status).toLowerCase()} now.` : "";
  return `The run cannot be canceled now: only queued and running ones can.${now}`;
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

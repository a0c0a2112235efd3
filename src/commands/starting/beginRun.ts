import * as vscode from "vscode";
import { mayHaveHappened } from "../../api/actLog.ts";
import { hasFailed } from "../../api/apiError.ts";
import type { RunStart } from "../../api/parts/runs.ts";
import type { Task } from "../../api/schemas/resources.ts";
import type { RunSummary } from "../../api/schemas/run.ts";
import { systemClock } from "../../base/clock.ts";
import { messageOf } from "../../base/errors.ts";
import type { App } from "../../host/app.ts";
import { commandIds } from "../../host/commandIds.ts";
import { logFailure } from "../../host/report.ts";
import type { Session } from "../../host/session.ts";
import { shownInput } from "../../runs/starting/shownInput.ts";
import { untilPainted } from "../../runs/starting/startingRuns.ts";
import { inView } from "./pickTask.ts";
import { learnPlace, placeWords } from "./placeWords.ts";

/** All that a person decided before a run begins. */
export interface RunOrder {
  readonly task: Pick<Task, "id" | "name" | "input_schema">;
  readonly start: RunStart;
  /** One of many: whoever ordered them has asked once for all, and tells what became of each. */
  readonly isQuiet?: boolean;
  /** Under which the tree shows the run already. */
  readonly key?: string;
}

/** Begins the run, once, whatever happens to the answer. Throws a `CancellationError` if the person leaves. */
export async function beginRun(app: App, session: Session, order: RunOrder): Promise<RunSummary> {
  if (session.profile.isProduction && !order.isQuiet) await agree(session, order);
  const key = app.journal.keyOfLost(session.profile, order.task.id, order.start) ?? order.key ?? crypto.randomUUID();
  if (order.key !== undefined && order.key !== key) app.starting.drop(order.key);
  for (;;) {
    try {
      return await attempt(app, session, order, key);
    } catch (error) {
      if (!mayHaveHappened(error)) throw await whyRefused(session, order, error);
      showLost(app, session, { order, key, error });
      if (order.isQuiet) throw new Error(`It is not known whether it began. ${messageOf(error)} Try Again, at its line in the tree, finds it or starts it, never a second time.`, { cause: error });
      await askAboutLost(app, { key, task: order.task, error });
    }
  }
}

export async function beginAndShow(app: App, session: Session, order: RunOrder): Promise<string> {
  const since = Date.now();
  const { id } = await beginRun(app, session, order);
  await openAfterLine(app, id, since);
  return id;
}

/** Where somebody looks at the tree, its line shows first. */
export async function openAfterLine({ attention }: App, id: string, since: number): Promise<void> {
  if (attention.isWatched) await untilPainted(since, systemClock);
  await openBegun(id);
}

async function openBegun(id: string): Promise<void> {
  await vscode.commands.executeCommand(commandIds.openRun, { id });
}

async function attempt({ starting, ownRuns }: App, session: Session, { task, start, isQuiet }: RunOrder, key: string): Promise<RunSummary> {
  const { profile, client, store } = session;
  const shown = { key, profile: profile.id, taskName: task.name, since: Date.now() };
  const send = (): Promise<RunSummary> => starting.during(shown, () => client.runs.start(task.id, start, { idempotencyKey: key }));
  const run = await (isQuiet ? send() : inView(send));
  ownRuns.add(profile.id, run.id);
  // In one go, so that the run never stands there twice.
  starting.drop(key);
  store.apply([run]);
  return run;
}

interface Lost {
  readonly order: RunOrder;
  readonly key: string;
  readonly error: unknown;
}

/** In the tree, for as long as it is not known whether the run began. */
function showLost(app: App, session: Session, { order, key, error }: Lost): void {
  const again = async (): Promise<void> => {
    const current = app.connection.session;
    try {
      const run = await attempt(app, current?.profile.id === session.profile.id ? current : session, order, key);
      await openBegun(run.id);
    } catch (thrown) {
      if (mayHaveHappened(thrown)) showLost(app, session, { order, key, error: thrown });
      throw thrown;
    }
  };
  const lost = { why: messageOf(error), again, forget: () => app.journal.forget(key) };
  app.starting.lose({ key, profile: session.profile.id, taskName: order.task.name, since: Date.now(), lost });
}

/** The service does not say which of the things that a run needs it does not know (any more). */
async function whyRefused({ client }: Session, { task }: RunOrder, error: unknown): Promise<unknown> {
  if (!hasFailed(error, "notFound")) return error;
  const isGone = await client.tasks.get(task.id).then(
    () => false,
    (why: unknown) => hasFailed(why, "notFound"),
  );
  if (!isGone) return new Error("The account, source or session that was chosen was deleted meanwhile. Run the task again, and choose another.", { cause: error });
  return new Error(`The task "${task.name}" was deleted meanwhile, so nothing was run. Choose another task.`, { cause: error });
}

/** Resolves if it is to be sent again, with the key that it has. */
async function askAboutLost(app: App, { key, task, error }: { key: string; task: RunOrder["task"]; error: unknown }): Promise<void> {
  logFailure(app.log, "Starting a run", error);
  const find = "Find or Start It";
  const forget = "Forget";
  const sentence = `It is not known whether the run of "${task.name}" began. ${messageOf(error)} Trying again finds it, or starts it: never a second time.`;
  const choice = await vscode.window.showWarningMessage(sentence, find, forget);
  if (choice === find && app.starting.get(key)?.lost) return;
  if (choice === find) void vscode.window.showInformationMessage(settledWords(task.name));
  if (choice === forget) app.starting.forget(key);
  throw new vscode.CancellationError();
}

/** The line in the tree was quicker than the message about the same. */
export function settledWords(taskName: string): string {
  return `Nothing was sent: the run of "${taskName}" was found, is being looked for, or was forgotten in the tree meanwhile.`;
}

async function agree(session: Session, { task, start }: RunOrder): Promise<void> {
  const run = "Run in Production";
  await learnPlace(session, start);
  const detail = [
    `Profile: ${session.profile.name}`,
    `Account: ${placeWords(session, start)}`,
    `Input: ${shownInput(start.input, task.input_schema)}`,
  ].join("\n");
  const question = `Run "${task.name}" in production?`;
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, run)) !== run) throw new vscode.CancellationError();
}

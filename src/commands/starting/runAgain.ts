import * as vscode from "vscode";
import { hasFailed } from "../../api/apiError.ts";
import type { Task } from "../../api/schemas/resources.ts";
import type { Run } from "../../api/schemas/run.ts";
import type { Json } from "../../api/schemas/wire.ts";
import type { App } from "../../host/app.ts";
import { commandIds } from "../../host/commandIds.ts";
import { targetRun, type Wanted } from "../../host/runTarget.ts";
import type { Session } from "../../host/session.ts";
import { idTail } from "../../runs/runLine.ts";
import { beginRun, openAfterLine } from "./beginRun.ts";
import { openStatuses } from "./pickPlace.ts";
import { pickTask } from "./pickTask.ts";
import type { Place } from "./place.ts";
import { startRun } from "./startRun.ts";

const anyRun: Wanted = { title: "Run Again", suits: () => true, none: "There are no runs yet. Run a task first." };

/** The same task, account and input once more; what the service no longer tells is asked for. */
export async function runAgain(app: App, target: unknown): Promise<string | undefined> {
  const { session, id } = await targetRun(app, target, anyRun);
  const [key, since] = [crypto.randomUUID(), Date.now()];
  const { run, task, begun } = await shownAsStarting(app, session, { id, key, since }, async () => {
    const earlier = await earlierRun(session, id);
    if (!isComplete(earlier.run)) return { ...earlier, begun: undefined };
    return { ...earlier, begun: await beginRun(app, session, { task: earlier.task, start: startOf(earlier.run), key }) };
  });
  if (!begun) return startRun(app, { task: task.id, place: placeOf(run), input: run.input, vaulted: run.tokenized ?? [] });
  await openAfterLine(app, begun.id, since);
  return begun.id;
}

interface Again {
  readonly id: string;
  /** Of the start to come. */
  readonly key: string;
  readonly since: number;
}

/** In the tree from the first moment until the service has it; not where the person is asked first. */
async function shownAsStarting<T>({ starting }: App, session: Session, { id, key, since }: Again, look: () => Promise<T>): Promise<T> {
  const run = session.store.get(id);
  if (!run || session.profile.isProduction) return look();
  return starting.during({ key, profile: session.profile.id, taskName: session.taskName(run), since }, look);
}

/** As `runAgain`, for one of many that were agreed to together: nothing is shown and nothing asked. */
export async function runAgainQuietly(app: App, session: Session, id: string): Promise<void> {
  const { run, task } = await earlierRun(session, id);
  if (!isComplete(run)) throw new Error("It was started with values that Deck keeps to itself. Run it again by itself, to type them.");
  await beginRun(app, session, { task, start: startOf(run), isQuiet: true });
}

/** The same task and account, and the same input to start from. */
export async function runAgainWithChanges(app: App, target: unknown): Promise<string | undefined> {
  const { session, id } = await targetRun(app, target, anyRun);
  const { run, task } = await earlierRun(session, id);
  return startRun(app, { task: task.id, place: placeOf(run), input: run.input ?? {}, vaulted: run.tokenized ?? [], isToChange: true });
}

/** Another run where this one took place, without signing in anew. */
export async function runInSession(app: App, target: unknown): Promise<string | undefined> {
  const { session, id } = await targetRun(app, target, { ...anyRun, title: "Run in the Same Session" });
  const run = await session.client.runs.get(id);
  if (!run.session_id || !(await isOpen(session, run.session_id))) return offerWithout(run);
  const task = await pickTask(session, run.task_id);
  return startRun(app, { task: task.id, place: { session_id: run.session_id } });
}

async function offerWithout(run: Run): Promise<undefined> {
  const again = "Run Again with Changes...";
  const sentence = `The session of the run …${idTail(run.id)} is over, so nothing can be run in it. A new run signs in anew.`;
  if ((await vscode.window.showInformationMessage(sentence, again)) === again) {
    await vscode.commands.executeCommand(commandIds.runAgainWithChanges, { id: run.id });
  }
}

async function isOpen({ client }: Session, id: string): Promise<boolean> {
  try {
    return openStatuses.includes((await client.sessions.get(id)).status);
  } catch (error) {
    if (hasFailed(error, "notFound")) return false;
    throw error;
  }
}

async function earlierRun({ client, store }: Session, id: string): Promise<{ run: Run; task: Task }> {
  const known = store.get(id)?.task_id;
  const reading = client.runs.get(id, ["input"]);
  // A run keeps its task, so both can be asked for at a time.
  const [run, task] = await Promise.all([reading, taskOf(client, known ?? (await reading).task_id)]);
  return { run, task };
}

async function taskOf({ tasks }: Session["client"], id: string): Promise<Task> {
  try {
    return await tasks.get(id);
  } catch (error) {
    if (!hasFailed(error, "notFound")) throw error;
    throw new Error("The task of this run was deleted, so it cannot be run again. Choose another task.", { cause: error });
  }
}

/** Vaulted values are removed from the input that the service tells. */
function isComplete({ tokenized }: Run): boolean {
  return (tokenized ?? []).length === 0;
}

function startOf(run: Run): { input?: Json } & Place {
  return { ...placeOf(run), ...(run.input === undefined || run.input === null ? {} : { input: run.input }) };
}

/** A credential brings its source. */
function placeOf({ credential_id, source_id }: Run): Place {
  if (credential_id) return { credential_id };
  return source_id ? { source_id } : {};
}

import * as vscode from "vscode";
import { hasFailed } from "../api/apiError.ts";
import type { RunStart } from "../api/parts/runs.ts";
import type { Task } from "../api/schemas/resources.ts";
import type { Json } from "../api/schemas/wire.ts";
import type { RunSummary } from "../api/schemas/run.ts";
import type { App } from "../host/app.ts";
import { commandIds, runsViewId } from "../host/commandIds.ts";
import type { Session } from "../host/session.ts";
import type { Prompt } from "../runs/question.ts";
import { checkJsonObject, formOf, inputOf, type RunForm } from "../runs/runForm.ts";
import { askPrompts, type Refused } from "./askPrompts.ts";
import { beginRun } from "./beginRun.ts";
import { pickPlace } from "./pickPlace.ts";

/** Task, then account, then input; the run opens as soon as the service has it. */
export async function startRun(app: App): Promise<string> {
  const session = await app.connection.ensure();
  const task = await pickTask(session);
  const place = await pickPlace(session, task);
  const run = await startWithInput(app, session, task, place);
  await vscode.commands.executeCommand(commandIds.openRun, { id: run.id });
  return run.id;
}

/** Asks until the service accepts the input, or the person leaves. */
async function startWithInput(app: App, session: Session, task: Task, place: RunStart): Promise<RunSummary> {
  const form = formOf(task.input_schema);
  let refused: Refused | undefined;
  for (;;) {
    const texts = await askPrompts(`Run Task: ${task.name}`, promptsIn(form), refused);
    try {
      return await inView(() => beginRun(app, session, { task, start: { ...place, ...inputIn(form, texts) } }));
    } catch (error) {
      if (!hasFailed(error, "invalid") || form.kind === "none") throw error;
      refused = { texts, problem: error.message, field: error.errors[0]?.field ?? undefined };
    }
  }
}

function promptsIn(form: RunForm): readonly Prompt[] {
  switch (form.kind) {
    case "none":
      return [];
    case "fields":
      return form.fields.map(field => field.prompt);
    case "json":
      return [jsonPrompt(form.text)];
  }
}

function inputIn(form: RunForm, texts: Readonly<Record<string, string>>): { readonly input?: Json } {
  switch (form.kind) {
    case "none":
      return {};
    case "fields":
      return { input: inputOf(form.fields, texts) };
    case "json":
      return { input: JSON.parse(texts["input"] ?? "{}") };
  }
}

/** The view shows that something is under way. */
function inView<T>(act: () => Promise<T>): Thenable<T> {
  return vscode.window.withProgress({ location: { viewId: runsViewId } }, act);
}

async function pickTask(session: Session): Promise<Task> {
  const tasks = await inView(() => session.tasks.all());
  if (tasks.length === 0) throw new Error("There are no tasks yet. Create one in the Deck Console or through the API first.");
  const picked = await vscode.window.showQuickPick(
    tasks.map(task => ({ task, label: task.name, description: task.status, detail: firstLine(task.prompt) })),
    { title: `Run Task (${session.profile.name})`, placeHolder: "Choose the task to run", matchOnDetail: true, ignoreFocusOut: true },
  );
  if (!picked) throw new vscode.CancellationError();
  return picked.task;
}

function firstLine(text: string | null | undefined): string {
  return (text ?? "").split("\n")[0] ?? "";
}

function jsonPrompt(text: string): Prompt {
  return { name: "input", label: "The task's input as a JSON object", isSecret: false, isRequired: true, initial: text, check: checkJsonObject };
}

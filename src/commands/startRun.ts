import * as vscode from "vscode";
import type { Task } from "../api/schemas/resources.ts";
import type { Json } from "../api/schemas/wire.ts";
import type { App } from "../host/app.ts";
import { commandIds } from "../host/commandIds.ts";
import type { Session } from "../host/session.ts";
import type { Prompt } from "../runs/question.ts";
import { checkJsonObject, formOf, inputOf } from "../runs/runForm.ts";
import { askPrompts } from "./askPrompts.ts";
import { pickPlace } from "./pickPlace.ts";

/** Task, then account, then input; the run opens as soon as the service has it. */
export async function startRun(app: App): Promise<string> {
  const session = await app.connection.ensure();
  const task = await pickTask(session);
  const place = await pickPlace(session, task);
  const input = await askInput(task);
  const run = await session.client.runs.start(task.id, { ...place, ...(input === undefined ? {} : { input }) });
  session.store.apply([run]);
  await vscode.commands.executeCommand(commandIds.openRun, { id: run.id });
  return run.id;
}

async function pickTask(session: Session): Promise<Task> {
  const tasks = await session.tasks.all();
  if (tasks.length === 0) throw new Error("There are no tasks yet. Create one in the Deck Console or through the API first.");
  const picked = await vscode.window.showQuickPick(
    tasks.map(task => ({ task, label: task.name, description: task.status, detail: firstLine(task.prompt) })),
    { title: `Run Task (${session.profile.name})`, placeHolder: "Choose the task to run", matchOnDetail: true },
  );
  if (!picked) throw new vscode.CancellationError();
  return picked.task;
}

function firstLine(text: string | null | undefined): string {
  return (text ?? "").split("\n")[0] ?? "";
}

/** Undefined if the task takes no input. */
async function askInput(task: Task): Promise<Json | undefined> {
  const form = formOf(task.input_schema);
  const title = `Run Task: ${task.name}`;
  switch (form.kind) {
    case "none":
      return undefined;
    case "fields":
      return inputOf(form.fields, await askPrompts(title, form.fields.map(field => field.prompt)));
    case "json": {
      const answers = await askPrompts(title, [jsonPrompt(form.text)]);
      return JSON.parse(answers["input"] ?? "{}");
    }
  }
}

function jsonPrompt(text: string): Prompt {
  return { name: "input", label: "The task's input as a JSON object", isSecret: false, isRequired: true, initial: text, check: checkJsonObject };
}

import * as vscode from "vscode";
import type { RunStart } from "../api/deckClient.ts";
import type { Credential, Task } from "../api/schemas/resources.ts";
import type { Json } from "../api/schemas/wire.ts";
import type { App } from "../host/app.ts";
import { commandIds } from "../host/commandIds.ts";
import type { Session } from "../host/session.ts";
import type { Prompt } from "../runs/question.ts";
import { checkJsonObject, formOf, inputOf } from "../runs/runForm.ts";
import { askPrompts } from "./askPrompts.ts";

/** Task, then account, then input; the run opens as soon as the service has it. */
export async function startRun(app: App): Promise<string> {
  const session = await app.connection.ensure();
  const task = await pickTask(session);
  const place = await pickPlace(session, task);
  const input = await askInput(task);
  const run = await session.client.startRun(task.id, { ...place, ...(input === undefined ? {} : { input }) });
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

interface PlaceItem extends vscode.QuickPickItem {
  readonly place: Pick<RunStart, "credential_id" | "source_id">;
}

/** Where the run signs in: with a credential, on a source without one, or nowhere. */
async function pickPlace(session: Session, task: Task): Promise<PlaceItem["place"]> {
  const [credentials, sources] = await Promise.all([session.credentials.all(), session.sources.all()]);
  const usable = credentials.filter(credential => credential.status !== "deleted");
  const items: PlaceItem[] = [
    ...usable.map(credential => credentialItem(credential, session)),
    ...sources.map(source => ({
      label: `$(globe) ${source.name ?? source.website?.url ?? source.id}`,
      description: "without signing in",
      detail: source.website?.url ?? "",
      place: { source_id: source.id },
    })),
  ];
  if (items.length === 0) return {};
  items.push({ label: "$(circle-slash) No account and no source", place: {} });
  const picked = await vscode.window.showQuickPick(items, {
    title: `Run Task: ${task.name}`,
    placeHolder: "Choose the account to run with",
    matchOnDescription: true,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  if (!picked) throw new vscode.CancellationError();
  return picked.place;
}

function credentialItem(credential: Credential, session: Session): PlaceItem {
  const source = session.sources.get(credential.source_id);
  const username = credential.auth_credentials?.["username"];
  const name = typeof username === "string" ? username : (credential.external_id ?? credential.id);
  return {
    label: `$(account) ${name}`,
    description: [source?.name, credential.status].filter(Boolean).join(" · "),
    detail: source?.website?.url ?? "",
    place: { credential_id: credential.id },
  };
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

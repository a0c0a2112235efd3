import * as vscode from "vscode";
import type { Task } from "../../api/schemas/resources.ts";
import type { App } from "../../host/app.ts";
import { commandIds } from "../../host/commandIds.ts";
import { taskUri } from "../../host/deckUri.ts";
import type { Session } from "../../host/session.ts";
import { confirm, targetResource } from "./targetResource.ts";

async function targetTask(app: App, target: unknown, title: string): Promise<{ session: Session; task: Task }> {
  const session = await app.connection.ensure();
  const all = () => session.tasks.all();
  return { session, task: await targetResource(target, { title, all, item, none: "There are no tasks yet." }) };
}

export async function openDefinition(app: App, target: unknown): Promise<void> {
  const { session, task } = await targetTask(app, target, "Open Task Definition");
  await vscode.commands.executeCommand("vscode.open", taskUri(session.profile.id, task.id));
}

export async function resetTask(app: App, target: unknown): Promise<void> {
  const { session, task } = await targetTask(app, target, "Reset Task");
  await confirm(`Reset the task "${task.name}"?`, "The agent forgets the way it has learned: the task is learning again, and its next runs are slower.", "Reset Task");
  session.tasks.take(await session.client.tasks.reset(task.id));
  await vscode.commands.executeCommand(commandIds.refreshTasks);
}

export async function deleteTask(app: App, target: unknown): Promise<void> {
  const { session, task } = await targetTask(app, target, "Delete Task");
  await confirm(`Delete the task "${task.name}" for good?`, "No more runs can be started of it. Runs that it had stay readable.", "Delete Task");
  await session.client.tasks.delete(task.id);
  session.tasks.drop(task.id);
  await vscode.commands.executeCommand(commandIds.refreshTasks);
}

function item({ name, status }: Task): vscode.QuickPickItem {
  return { label: name, description: status };
}

import * as vscode from "vscode";
import type { Task } from "../../api/schemas/resources.ts";
import { runsViewId } from "../../host/commandIds.ts";
import type { Session } from "../../host/session.ts";

/** The task that was handed over, as the service has it now, or one that the person picks. */
export async function taskFor(session: Session, id: string | undefined): Promise<Task> {
  return id === undefined ? pickTask(session) : inView(() => session.client.tasks.get(id));
}

/** `first` is offered before the others. */
export async function pickTask(session: Session, first?: string): Promise<Task> {
  const tasks = await inView(() => session.tasks.all());
  if (tasks.length === 0) throw new Error("There are no tasks yet. Create one in the Deck Console or through the API first.");
  const picked = await vscode.window.showQuickPick(
    tasks
      .map(task => ({ task, label: task.name, description: task.status, detail: firstLine(task.prompt) }))
      .toSorted((a, b) => Number(b.task.id === first) - Number(a.task.id === first)),
    { title: `Run Task (${session.profile.name})`, placeHolder: "Choose the task to run", matchOnDetail: true, ignoreFocusOut: true },
  );
  if (!picked) throw new vscode.CancellationError();
  return picked.task;
}

/** The view shows that something is under way. */
export function inView<T>(act: () => Promise<T>): Thenable<T> {
  return vscode.window.withProgress({ location: { viewId: runsViewId } }, act);
}

function firstLine(text: string | null | undefined): string {
  return (text ?? "").split("\n")[0] ?? "";
}

import * as vscode from "vscode";
import type { RunSummary } from "../api/schemas/run.ts";
import type { RunStatus } from "../api/schemas/runStatus.ts";
import type { App } from "./app.ts";
import type { Session } from "./session.ts";
import { idTail, runLine } from "../runs/runLine.ts";
import { statusLabel } from "../runs/status.ts";

/** The run that a command is about: the one handed over, else one that the person picks. Cancels if none is picked. */
export async function targetRun(app: App, argument: unknown, wanted: Wanted): Promise<{ session: Session; id: string }> {
  const session = await app.connection.ensure();
  const id = idIn(argument);
  if (id !== undefined) return { session, id };
  if (session.feed.state.kind === "loading") await session.feed.refresh();
  return { session, id: await pickRun(session, wanted) };
}

export interface Wanted {
  readonly title: string;
  readonly suits: (status: RunStatus, id: string) => boolean;
  /** Said when no run suits. */
  readonly none: string;
  /** What to say of a run, and who comes first; else as in the tree. */
  readonly detail?: (run: RunSummary, now: number) => string;
  readonly order?: (store: Session["store"]) => readonly RunSummary[];
}

async function pickRun(session: Session, wanted: Wanted): Promise<string> {
  const { store } = session;
  const all = wanted.order?.(store) ?? store.statuses().flatMap(status => store.ofStatus(status));
  const runs = all.filter(run => wanted.suits(run.status, run.id));
  if (runs.length === 0) {
    void vscode.window.showInformationMessage(wanted.none);
    throw new vscode.CancellationError();
  }
  const picked = await vscode.window.showQuickPick(
    runs.map(run => pickItem(run, session, wanted.detail)),
    { title: wanted.title, placeHolder: "Type a task, a status or the end of an id", matchOnDescription: true, matchOnDetail: true },
  );
  if (!picked) throw new vscode.CancellationError();
  return picked.id;
}

function pickItem(run: RunSummary, session: Session, detail: Wanted["detail"] = runLine): vscode.QuickPickItem & { id: string } {
  return {
    id: run.id,
    label: session.taskName(run),
    description: `${statusLabel(run.status)} · ${idTail(run.id)}`,
    detail: detail(run, Date.now()),
  };
}

/** Menus and other commands hand over a tree item, and pages what they kept: anything that names a run by its `id`. */
export function idIn(value: unknown): string | undefined {
  return typeof value === "object" && value !== null && "id" in value && typeof value.id === "string" ? value.id : undefined;
}

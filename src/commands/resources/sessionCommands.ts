import * as vscode from "vscode";
import type { Session as DeckSession } from "../../api/schemas/resources.ts";
import type { RunSummary } from "../../api/schemas/run.ts";
import type { App } from "../../host/app.ts";
import { commandIds } from "../../host/commandIds.ts";
import { learnNames } from "../../host/learnNames.ts";
import type { Session } from "../../host/session.ts";
import { idTail } from "../../runs/runLine.ts";
import { countdownText, isOpenSession, openSessionStatuses, sessionStatusText } from "../../runs/starting/openSession.ts";
import { isActive, statusLabel } from "../../runs/status.ts";
import { confirm, targetResource } from "./targetResource.ts";

/** Says first which runs it cancels: those that go on in it now. */
export async function endSession(app: App, target: unknown): Promise<void> {
  const session = await app.connection.ensure();
  const all = () => openSessions(session);
  const item = (found: DeckSession): vscode.QuickPickItem => ({ label: nameOf(found, session), description: stateOf(found), detail: found.id });
  const chosen = await targetResource(target, { title: "End Session", all, item, none: "No session is open." });
  const runs = await runsUnderWay(await session.client.sessions.get(chosen.id), session);
  await confirm(`End the session of "${nameOf(chosen, session)}" (…${idTail(chosen.id)})?`, consequence(runs, session), "End Session");
  await session.client.sessions.end(chosen.id);
  await vscode.commands.executeCommand(commandIds.refreshSessions);
  void session.feed.refresh();
}

async function openSessions(session: Session): Promise<DeckSession[]> {
  const open: DeckSession[] = [];
  for await (const found of session.client.sessions.list(undefined, { status: openSessionStatuses })) if (isOpenSession(found)) open.push(found);
  await learnNames(session.tasks, open.map(({ task_runs }) => task_runs?.at(-1)?.task_id), new AbortController().signal);
  return open;
}

async function runsUnderWay({ task_runs }: DeckSession, { client }: Session): Promise<RunSummary[]> {
  const runs = await Promise.all((task_runs ?? []).map(({ id }) => client.runs.find(id)));
  return runs.filter(run => run !== undefined).filter(({ status }) => isActive(status));
}

function consequence(runs: readonly RunSummary[], session: Session): string {
  if (runs.length === 0) return "No run is under way in it. The next run signs in anew.";
  const lines = runs.map(run => `• ${session.taskName(run)} (…${idTail(run.id)}), ${statusLabel(run.status).toLowerCase()}`);
  return [runs.length === 1 ? "It cancels a run:" : `It cancels ${runs.length} runs:`, ...lines].join("\n");
}

function nameOf({ task_runs }: DeckSession, session: Session): string {
  const last = task_runs?.at(-1);
  return last ? session.taskName(last) : "no runs";
}

function stateOf(found: DeckSession): string {
  return [sessionStatusText(found.status), countdownText(found, Date.now())].filter(word => word !== undefined).join(" · ");
}

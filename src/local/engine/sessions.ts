import { sessionSummary } from "../events/summaries.ts";
import { newId } from "../ids.ts";
import type { RunRow, SessionRow } from "../store/rows.ts";
import type { Store } from "../store/store.ts";
import { isFinal, unfinished } from "./transitions.ts";

export type SessionStatus = SessionRow["status"];

/** Every way a session may go; what is not here is forbidden. */
const transitions: Readonly<Record<SessionStatus, readonly SessionStatus[]>> = {
  // Straight to completed where all its runs were canceled before it was there.
  queued: ["running", "completing", "completed", "failed"],
  running: ["idle", "completing", "failed"],
  idle: ["running", "completing"],
  completing: ["completed", "failed"],
  completed: [],
  failed: [],
};

/** Runs can still be asked for in it. */
export function isOpen(status: SessionStatus): boolean {
  return transitions[status].includes("completing");
}

/** Belongs, as all here, into the transaction of the run that brings it about. */
export function openSession(store: Store, { source_id, credential_id }: Pick<SessionRow, "source_id" | "credential_id">, at: number): string {
  const times = { created_at: at, updated_at: at, started_at: null, ended_at: null };
  const row = { id: newId("sess"), ...times, status: "queued" as const, source_id, credential_id };
  store.sessions.insert(row);
  store.addEvent("session.queued", at, sessionSummary(row));
  return row.id;
}

/** Nothing happens where the session cannot go there. */
export function moveSession(store: Store, session: SessionRow, to: SessionStatus, at: number): SessionRow {
  if (!transitions[session.status].includes(to)) return session;
  const started = to === "running" && session.started_at === null ? { started_at: at } : {};
  const ended = transitions[to].length === 0 ? { ended_at: at } : {};
  const moved = { ...session, ...started, ...ended, status: to, updated_at: at };
  store.sessions.update(session.id, { ...started, ...ended, status: to, updated_at: at });
  store.addEvent(`session.${to}`, at, sessionSummary(moved));
  return moved;
}

/** What the new status of a run means for its session. */
export function followRun(store: Store, run: RunRow, at: number): void {
  const session = store.sessions.get(run.session_id);
  if (!session) return;
  const next = nextStatus(store, session, run);
  if (next && next !== session.status) moveSession(store, session, next, at);
}

function nextStatus(store: Store, session: SessionRow, run: RunRow): SessionStatus | undefined {
  if (!isFinal(run.status)) return isOpen(session.status) ? "running" : undefined;
  if (run.status === "failed" && run.errors?.some(error => error.type === "session")) return "failed";
  // What is being shut down is completed a little later.
  if (session.status === "completing" || hasUnfinishedRuns(store, session.id)) return undefined;
  return session.started_at === null ? "completed" : "idle";
}

function hasUnfinishedRuns(store: Store, sessionId: string): boolean {
  return store.runs.count(`WHERE session_id = ? AND ${unfinished}`, [sessionId]) > 0;
}

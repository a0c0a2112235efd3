import * as z from "zod";
import { isOpen } from "../engine/sessions.ts";
import type { Deck } from "../server/deck.ts";
import { pageFrom, pageParameters } from "../server/paging.ts";
import { conflict, notFound } from "../server/refusal.ts";
import { none, route } from "../server/route.ts";
import type { SessionRow } from "../store/rows.ts";
import { among } from "../store/table.ts";
import { pageOf, Session } from "./replies.ts";
import { times } from "./times.ts";

const tag = "Sessions";
const Some = z.array(z.string()).optional();
const SessionQuery = z.object({ ...pageParameters, status: Some, source_id: Some, credential_id: Some });

export const sessionRoutes = [
  route({
    method: "GET",
    path: "/sessions",
    tag,
    summary: "List sessions",
    query: SessionQuery,
    body: none,
    reply: pageOf(Session),
    handle({ deck, query }) {
      const { status, source_id, credential_id } = query;
      const wanted = Object.entries({ status, source_id, credential_id });
      const filters = wanted.flatMap(([column, values]) => (values ? [among(column, values)] : []));
      return pageFrom(deck.store.sessions, { ...query, filters }, row => written(deck, row));
    },
  }),
  route({
    method: "GET",
    path: "/sessions/{id}",
    tag,
    summary: "Retrieve a session",
    query: none,
    body: none,
    reply: Session,
    handle: ({ deck, id }) => written(deck, sessionRow(deck, id)),
  }),
  route({
    method: "POST",
    path: "/sessions/{id}/end",
    tag,
    summary: "End a session and cancel its runs",
    query: none,
    body: none,
    reply: Session,
    handle: ({ deck, id }) => written(deck, deck.engine.endSession(openSession(deck, id))),
  }),
];

export function openSession(deck: Deck, id: string): SessionRow {
  const session = sessionRow(deck, id);
  if (isOpen(session.status)) return session;
  throw conflict("session", session.status, `The session is ${session.status}; run without session_id to get a new one.`);
}

function sessionRow({ store }: Deck, id: string): SessionRow {
  const row = store.sessions.get(id);
  if (!row) throw notFound("session", id);
  return row;
}

function written({ store }: Deck, row: SessionRow) {
  const { id, status, started_at, ended_at } = row;
  const task_runs = store.runHeads
    .select("WHERE session_id = ? ORDER BY created_at, seq", [id])
    .map(({ id: run, task_id, agent_id, credential_id }) => ({ id: run, task_id, agent_id, credential_id }));
  const runtime_ms = started_at === null || ended_at === null ? null : ended_at - started_at;
  return { id, object: "session" as const, status, runtime_ms, task_runs, ...times(row) };
}

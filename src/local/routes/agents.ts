import * as z from "zod";
import { agentSummary } from "../events/summaries.ts";
import { newId } from "../ids.ts";
import type { Deck } from "../server/deck.ts";
import { PageParameters, pageFrom } from "../server/paging.ts";
import { conflict, notFound } from "../server/refusal.ts";
import { none, route } from "../server/route.ts";
import type { AgentRow } from "../store/rows.ts";
import { Deletion, deletion } from "./deletion.ts";
import { Agent, pageOf } from "./replies.ts";
import { times } from "./times.ts";

const tag = "Agents";
const NewAgent = z.object({ name: z.string().min(1), description: z.string().nullish() });

export const agentRoutes = [
  route({
    method: "POST",
    path: "/agents",
    tag,
    summary: "Create an agent",
    query: none,
    body: NewAgent,
    reply: Agent,
    status: 201,
    handle: ({ deck, body }) => deck.store.transaction(() => written(deck, addAgent(deck, body))),
  }),
  route({
    method: "GET",
    path: "/agents",
    tag,
    summary: "List agents",
    query: PageParameters,
    body: none,
    reply: pageOf(Agent),
    handle: ({ deck, query }) => pageFrom(deck.store.agents, query, row => written(deck, row)),
  }),
  route({
    method: "GET",
    path: "/agents/{id}",
    tag,
    summary: "Retrieve an agent",
    query: none,
    body: none,
    reply: Agent,
    handle: ({ deck, id }) => written(deck, agentRow(deck, id)),
  }),
  route({
    method: "PATCH",
    path: "/agents/{id}",
    tag,
    summary: "Update an agent",
    query: none,
    body: NewAgent.partial(),
    reply: Agent,
    handle({ deck, id, body }) {
      const row = agentRow(deck, id);
      const at = deck.clock.now();
      const changed = deck.store.agents.amend(row, { name: body.name, description: body.description }, at);
      if (changed) deck.store.addEvent("agent.updated", at, agentSummary(changed));
      return written(deck, changed ?? row);
    },
  }),
  route({
    method: "DELETE",
    path: "/agents/{id}",
    tag,
    summary: "Delete an agent",
    query: none,
    body: none,
    reply: Deletion,
    handle({ deck, id }) {
      const row = agentRow(deck, id);
      if (deck.store.tasks.count("WHERE agent_id = ?", [id]) > 0) {
        throw conflict("agent", "in_use", "The agent has tasks; delete them first.");
      }
      deck.store.agents.delete(id);
      deck.store.addEvent("agent.deleted", deck.clock.now(), agentSummary(row));
      return deletion("agent", id);
    },
  }),
];

/** Within a transaction. */
export function addAgent({ store, clock }: Pick<Deck, "store" | "clock">, { name, description = null }: z.output<typeof NewAgent>): Omit<AgentRow, "seq"> {
  const at = clock.now();
  const row = { id: newId("agt"), created_at: at, updated_at: at, name, description };
  store.agents.insert(row);
  store.addEvent("agent.created", at, agentSummary(row));
  return row;
}

export function agentRow({ store }: Pick<Deck, "store">, id: string): AgentRow {
  const row = store.agents.get(id);
  if (!row) throw notFound("agent", id);
  return row;
}

function written({ store }: Deck, row: Omit<AgentRow, "seq">) {
  const tasks = store.tasks
    .select("WHERE agent_id = ? ORDER BY created_at, seq", [row.id])
    .map(({ id, name, status }) => ({ id, object: "task", name, status }));
  const { id, name, description } = row;
  return { id, object: "agent" as const, name, description, tasks, ...times(row) };
}

import * as z from "zod";
import { RunStatus } from "../../api/schemas/run.ts";
import { Json } from "../../api/schemas/wire.ts";
import { cancelable } from "../engine/transitions.ts";
import type { Deck } from "../server/deck.ts";
import { pageFrom, pageParameters } from "../server/paging.ts";
import { conflict, missing, notFound } from "../server/refusal.ts";
import { none, route } from "../server/route.ts";
import type { RunRow } from "../store/rows.ts";
import { among } from "../store/table.ts";
import type { Filter } from "../store/table.ts";
import { createdFilters, createdParameters } from "./created.ts";
import { orInputs } from "./olderInput.ts";
import { pageOf, Run } from "./replies.ts";
import { listedRun, runSections, writtenRun } from "./writtenRun.ts";
import type { RunSection } from "./writtenRun.ts";

const tag = "Task Runs";

const Ids = z.array(z.string()).optional();

const RunsQuery = z.object({
  ...pageParameters,
  status: z.array(RunStatus).optional(),
  outcome: Ids,
  source_id: Ids,
  task_id: Ids,
  agent_id: Ids,
  credential_id: Ids,
  workflow_id: Ids,
  ...createdParameters,
});

const sections: ReadonlyMap<string, RunSection> = new Map([
  ["input", "input"],
  ["storage", "storage"],
  ["artifacts", "artifacts"],
  // The middle age's word, and its place.
  ["screenshots", "screenshots"],
]);

/** Unknown sections are ignored. */
const RunQuery = z.object({
  include: z
    .array(z.string())
    .default([])
    .transform(values => new Set(values.flatMap(value => value.split(",")).flatMap(name => sections.get(name.trim()) ?? []))),
});

export const taskRunRoutes = [
  route({
    method: "GET",
    path: "/task-runs",
    tag,
    summary: "List task runs",
    query: RunsQuery,
    body: none,
    reply: pageOf(Run),
    handle: ({ deck, query }) => pageFrom(deck.store.runs, { ...query, filters: filtersOf(query) }, listedRun),
  }),
  route({
    method: "GET",
    path: "/task-runs/{id}",
    tag,
    summary: "Retrieve a task run",
    query: RunQuery,
    body: none,
    reply: Run,
    handle({ deck, id, query, origin }) {
      const row = existingRun(deck, id);
      return { ...writtenRun(row), ...runSections(deck, row, query.include, origin) };
    },
  }),
  route({
    method: "POST",
    path: "/task-runs/{id}/cancel",
    tag,
    summary: "Cancel a task run",
    query: none,
    body: none,
    reply: Run,
    handle({ deck, id }) {
      const { status } = existingRun(deck, id);
      if (cancelable.includes(status)) return writtenRun(deck.engine.cancel(id));
      throw conflict("task_run", status, `The run is ${status}; only queued and running runs can be canceled.`);
    },
  }),
  route({
    method: "POST",
    path: "/task-runs/{id}/interaction",
    tag,
    summary: "Submit the input that a run asks for",
    query: none,
    body: orInputs(z.object({ input: z.record(z.string(), Json) })),
    reply: Run,
    handle({ deck, id, body }) {
      const run = existingRun(deck, id);
      if (run.status !== "interaction_required") {
        throw conflict("task_run", run.status, `The run is ${run.status}; it does not wait for input.`);
      }
      const unanswered = run.interaction?.fields.find(({ name }) => isEmpty(body.input[name]));
      if (unanswered) throw missing(unanswered.name);
      return writtenRun(deck.engine.answer(id, body.input));
    },
  }),
];

export function existingRun({ store }: Deck, id: string): RunRow {
  const row = store.runs.get(id);
  if (!row) throw notFound("task_run", id);
  return row;
}

function filtersOf(query: z.output<typeof RunsQuery>): Filter[] {
  const { status, outcome, source_id, task_id, agent_id, credential_id } = query;
  const equal = { status, result: outcome, source_id, task_id, agent_id, credential_id };
  return [
    // Workflows are of another version: no run belongs to one.
    ...(query.workflow_id ? [{ sql: "false", values: [] }] : []),
    ...Object.entries(equal).flatMap(([column, values]) => (values ? [among(column, values)] : [])),
    ...createdFilters(query),
  ];
}

function isEmpty(value: Json | undefined): boolean {
  return value === undefined || value === null || value === "";
}

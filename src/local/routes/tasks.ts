import * as z from "zod";
import { taskSummary } from "../events/summaries.ts";
import { unfinished } from "../engine/transitions.ts";
import { newId } from "../ids.ts";
import type { Deck } from "../server/deck.ts";
import { one, pageFrom, pageParameters } from "../server/paging.ts";
import { conflict, notFound } from "../server/refusal.ts";
import { none, route } from "../server/route.ts";
import type { TaskRow } from "../store/rows.ts";
import { among } from "../store/table.ts";
import { agentRow } from "./agents.ts";
import { Deletion, deletion } from "./deletion.ts";
import { checkSchemas } from "../taskDefinition.ts";
import { NewTask, storageColumn, TaskChanges, taskColumns } from "./taskBody.ts";
import { Task, pageOf } from "./replies.ts";
import { times } from "./times.ts";

const tag = "Tasks";
const TaskQuery = z.object({
  ...pageParameters,
  agent_id: one(z.string().optional()),
  status: z.array(z.string()).optional(),
});

export const taskRoutes = [
  route({
    method: "POST",
    path: "/tasks",
    tag,
    summary: "Create a task",
    query: none,
    body: NewTask,
    reply: Task,
    status: 201,
    check: ({ body }) => checkSchemas(body),
    handle: ({ deck, body }) => written(addTask(deck, body)),
  }),
  route({
    method: "GET",
    path: "/tasks",
    tag,
    summary: "List tasks",
    query: TaskQuery,
    body: none,
    reply: pageOf(Task),
    handle({ deck, query }) {
      const { agent_id, status } = query;
      const filters = [
        ...(agent_id === undefined ? [] : [among("agent_id", [agent_id])]),
        ...(status ? [among("status", status)] : []),
      ];
      return pageFrom(deck.store.tasks, { ...query, filters }, written);
    },
  }),
  route({
    method: "GET",
    path: "/tasks/{id}",
    tag,
    summary: "Retrieve a task",
    query: none,
    body: none,
    reply: Task,
    handle: ({ deck, id }) => written(taskRow(deck, id)),
  }),
  route({
    method: "PATCH",
    path: "/tasks/{id}",
    tag,
    summary: "Update a task",
    query: none,
    body: TaskChanges,
    reply: Task,
    check: ({ body }) => checkSchemas(body),
    handle: ({ deck, id, body }) => update(deck, taskRow(deck, id), body),
  }),
  route({
    method: "DELETE",
    path: "/tasks/{id}",
    tag,
    summary: "Delete a task",
    query: none,
    body: none,
    reply: Deletion,
    handle: ({ deck, id }) => remove(deck, taskRow(deck, id)),
  }),
  route({
    method: "POST",
    path: "/tasks/{id}/reset",
    tag,
    summary: "Set a task back to learning",
    query: none,
    body: none,
    reply: Task,
    handle: ({ deck, id }) => reset(deck, taskRow(deck, id)),
  }),
];

export function taskRow({ store }: Deck, id: string): TaskRow {
  const row = store.tasks.get(id);
  if (!row) throw notFound("task", id);
  return row;
}

/** Its schemas have been checked before. */
export function addTask(deck: Pick<Deck, "store" | "clock">, body: NewTask): Omit<TaskRow, "seq"> {
  const { store, clock } = deck;
  agentRow(deck, body.agent_id);
  const row = newTaskRow(body, clock.now());
  if (store.tasks.get(row.id)) throw conflict("task", "already_exists", `A task with the id ${row.id} exists already.`);
  store.tasks.insert(row);
  store.addEvent("task.created", row.created_at, taskSummary(row));
  return row;
}

function newTaskRow(body: NewTask, at: number): Omit<TaskRow, "seq"> {
  return {
    id: body.id ?? newId("task"),
    created_at: at,
    updated_at: at,
    agent_id: body.agent_id,
    name: body.name,
    prompt: body.prompt ?? null,
    status: "learning",
    input_schema: body.input_schema ?? null,
    output_schema: body.output_schema ?? null,
    storage: storageColumn(body, null) ?? null,
    timeout_seconds: body.settings?.timeout_seconds ?? null,
    scenario: null,
  };
}

function update(deck: Deck, row: TaskRow, body: TaskChanges) {
  const { store, clock } = deck;
  if (body.agent_id !== undefined) agentRow(deck, body.agent_id);
  const at = clock.now();
  const changed = store.tasks.amend(row, taskColumns(body, row.storage), at);
  if (changed) store.addEvent("task.updated", at, taskSummary(changed));
  return written(changed ?? row);
}

/** Told also where the task had learned nothing yet: it was asked for. */
function reset(deck: Deck, row: TaskRow) {
  const { store, clock } = deck;
  const at = clock.now();
  const changed = store.tasks.amend(row, { status: "learning" }, at) ?? row;
  store.addEvent("task.reset", at, taskSummary(changed));
  return written(changed);
}

function remove(deck: Deck, row: TaskRow) {
  const { store, clock } = deck;
  if (store.runs.count(`WHERE ${unfinished} AND task_id = ?`, [row.id]) > 0) {
    throw conflict("task", "in_use", "The task has runs that have not ended; cancel them or wait for them first.");
  }
  store.tasks.delete(row.id);
  store.addEvent("task.deleted", clock.now(), taskSummary(row));
  return deletion("task", row.id);
}

function written(row: Omit<TaskRow, "seq">) {
  const { id, name, prompt, status, agent_id, input_schema, output_schema, storage, timeout_seconds } = row;
  const settings = { timeout_seconds };
  return {
    id,
    object: "task" as const,
    name,
    prompt,
    status,
    agent_id,
    input_schema,
    output_schema,
    storage,
    extraction: storage?.extraction === true,
    settings,
    ...times(row),
  };
}

import * as z from "zod";
import { Task, TaskPage } from "../../api/schemas/resources.ts";
import { Json, JsonSchema } from "../../api/schemas/wire.ts";
import { taskSummary } from "../events/summaries.ts";
import { newId } from "../ids.ts";
import { checkSchema } from "../inputCheck.ts";
import type { Deck } from "../server/deck.ts";
import { one, pageFrom, pageParameters } from "../server/paging.ts";
import { conflict, notFound } from "../server/refusal.ts";
import { none, route } from "../server/route.ts";
import type { TaskRow } from "../store/rows.ts";
import { among } from "../store/table.ts";
import { agentRow } from "./agents.ts";
import { times } from "./times.ts";

const tag = "Tasks";
/** The cap, which the service sets by plan; ours is a week. */
const maxTimeoutSeconds = 7 * 86_400;

const NewTask = z.object({
  name: z.string().min(1),
  agent_id: z.string().min(1),
  id: z.string().min(1).max(255).regex(/^[\w.-]+$/).optional(),
  prompt: z.string().nullish(),
  input_schema: JsonSchema.nullish(),
  output_schema: JsonSchema.nullish(),
  storage: Json.optional(),
  extraction: z.boolean().nullish(),
  settings: z.object({ timeout_seconds: z.int().min(1).max(maxTimeoutSeconds).nullish() }).nullish(),
});

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
    handle: ({ deck, body }) => create(deck, body),
  }),
  route({
    method: "GET",
    path: "/tasks",
    tag,
    summary: "List tasks",
    query: TaskQuery,
    body: none,
    reply: TaskPage,
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
];

export function taskRow({ store }: Deck, id: string): TaskRow {
  const row = store.tasks.get(id);
  if (!row) throw notFound("task", id);
  return row;
}

async function checkSchemas(body: { [Field in "input_schema" | "output_schema"]?: JsonSchema | null | undefined }): Promise<void> {
  for (const field of ["input_schema", "output_schema"] as const) {
    const schema = body[field];
    if (schema !== undefined && schema !== null) await checkSchema(schema, field);
  }
}

function create(deck: Deck, body: z.output<typeof NewTask>) {
  const { store, clock } = deck;
  const agent = agentRow(deck, body.agent_id);
  const at = clock.now();
  const row = newTaskRow(body, agent.id, at);
  return store.transaction(() => {
    if (store.tasks.get(row.id)) throw conflict("task", "already_exists", `A task with the id ${row.id} exists already.`);
    store.tasks.insert(row);
    store.addEvent("task.created", at, taskSummary(row));
    return written(row);
  });
}

function newTaskRow(body: z.output<typeof NewTask>, agent_id: string, at: number): Omit<TaskRow, "seq"> {
  return {
    id: body.id ?? newId("task"),
    created_at: at,
    updated_at: at,
    agent_id,
    name: body.name,
    prompt: body.prompt ?? null,
    status: "learning",
    input_schema: body.input_schema ?? null,
    output_schema: body.output_schema ?? null,
    storage: body.storage ?? (body.extraction ? { enabled: true, extraction: true } : null),
    timeout_seconds: body.settings?.timeout_seconds ?? null,
    scenario: null,
  };
}

function written(row: Omit<TaskRow, "seq">) {
  const { id, name, prompt, status, agent_id, input_schema, output_schema, storage, timeout_seconds } = row;
  const settings = { timeout_seconds };
  return {
    id,
    object: "task",
    name,
    prompt,
    status,
    agent_id,
    input_schema,
    output_schema,
    storage,
    extraction: isExtracting(storage),
    settings,
    ...times(row),
  };
}

function isExtracting(storage: Json): boolean {
  return typeof storage === "object" && storage !== null && !Array.isArray(storage) && storage["extraction"] === true;
}

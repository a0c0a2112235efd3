import * as z from "zod";
import { taskFor } from "../scenarioTasks.ts";
import { chosenScenario, resolved, ScenarioChoice } from "../chosenScenario.ts";
import type { Deck } from "../server/deck.ts";
import { conflict, Refusal } from "../server/refusal.ts";
import { none, route } from "../server/route.ts";
import { existingRun } from "./taskRuns.ts";
import { taskRow } from "./tasks.ts";

const tag = "Control";

const ScenarioFiles = z.object({
  data: z.array(
    z.object({
      file: z.string(),
      task_id: z.string().nullable().describe("The task whose runs play it; null where there is none of its name, or that plays another."),
      name: z.string().nullable().describe("Of the version that is in use; null where there was no good one yet."),
      description: z.string().nullable(),
      mistakes: z.array(z.string()).describe("What is wrong with the newest version; empty where nothing is."),
    }),
  ),
});

const TaskScenario = z.object({
  task_id: z.string(),
  scenario: z.unknown().describe("What the next run plays; null where its output is generated."),
  from: z.enum(["control", "folder", "none"]),
});

const RunScenario = z.object({ task_run_id: z.string(), scenario: z.unknown() });

/** Which scenario a task or a run plays. A run keeps the one that was chosen when it was made. */
export const scenarioRoutes = [
  route({
    method: "GET",
    path: "/scenarios",
    tag,
    summary: "List the files of the scenarios folder",
    query: none,
    body: none,
    reply: ScenarioFiles,
    handle: ({ deck }) => ({
      data: (deck.scenarios?.all ?? []).map(({ file, scenario, mistakes }) => {
        const taskMistake = [deck.scenarios?.taskMistakes.get(file)].filter(text => text !== undefined);
        const task_id = (scenario && playerOf(deck, scenario.name)) ?? null;
        return { file, task_id, name: scenario?.name ?? null, description: scenario?.description ?? null, mistakes: [...mistakes, ...taskMistake] };
      }),
    }),
  }),
  route({
    method: "GET",
    path: "/tasks/{id}/scenario",
    tag,
    summary: "Retrieve the scenario of later runs of a task",
    query: none,
    body: none,
    reply: TaskScenario,
    handle: ({ deck, id }) => taskScenario(deck, id),
  }),
  route({
    method: "PUT",
    path: "/tasks/{id}/scenario",
    tag,
    summary: "Choose the scenario of later runs of a task",
    query: none,
    body: ScenarioChoice,
    reply: TaskScenario,
    handle({ deck, id, body }) {
      taskRow(deck, id);
      deck.store.tasks.update(id, { scenario: existing(deck, body) });
      return taskScenario(deck, id);
    },
  }),
  route({
    method: "DELETE",
    path: "/tasks/{id}/scenario",
    tag,
    summary: "Take back the choice for a task",
    query: none,
    body: none,
    reply: TaskScenario,
    handle({ deck, id }) {
      taskRow(deck, id);
      deck.store.tasks.update(id, { scenario: null });
      return taskScenario(deck, id);
    },
  }),
  route({
    method: "GET",
    path: "/task-runs/{id}/scenario",
    tag,
    summary: "Retrieve the scenario of a run",
    query: none,
    body: none,
    reply: RunScenario,
    handle: ({ deck, id }) => ({ task_run_id: id, scenario: existingRun(deck, id).scenario }),
  }),
  route({
    method: "PUT",
    path: "/task-runs/{id}/scenario",
    tag,
    summary: "Choose the scenario of a run that is still queued",
    query: none,
    body: ScenarioChoice,
    reply: RunScenario,
    handle: ({ deck, id, body }) => setRunScenario(deck, id, resolved(existing(deck, body), deck.scenarios)),
  }),
  route({
    method: "DELETE",
    path: "/task-runs/{id}/scenario",
    tag,
    summary: "Let a run that is still queued play none",
    query: none,
    body: none,
    reply: RunScenario,
    handle: ({ deck, id }) => setRunScenario(deck, id, null),
  }),
];

function playerOf(deck: Deck, name: string): string | undefined {
  const task = taskFor(deck, name);
  return task && chosenScenario(task, deck.scenarios)?.name === name && isFromFolder(task.scenario) ? task.id : undefined;
}

function isFromFolder(choice: unknown): boolean {
  return choice === null || "use" in ScenarioChoice.parse(choice);
}

function taskScenario(deck: Deck, id: string) {
  const task = taskRow(deck, id);
  const scenario = chosenScenario(task, deck.scenarios);
  const from = scenario === null ? ("none" as const) : task.scenario === null ? ("folder" as const) : ("control" as const);
  return { task_id: id, scenario, from };
}

function setRunScenario(deck: Deck, id: string, scenario: unknown) {
  const { status } = existingRun(deck, id);
  if (status !== "queued") throw conflict("task_run", status, `The run is ${status}; its scenario can be chosen only while it is queued.`);
  deck.store.runs.update(id, { scenario });
  return { task_run_id: id, scenario };
}

function existing({ scenarios }: Deck, choice: ScenarioChoice): ScenarioChoice {
  if (!("use" in choice) || scenarios?.named(choice.use)) return choice;
  const message = `No scenario with the name ${choice.use} is in the scenarios folder.`;
  throw new Refusal(404, { type: "request", code: "scenario_not_found", message });
}

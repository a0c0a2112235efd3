import * as z from "zod";
import { Scenario } from "./scenario.ts";
import type { ScenarioFolder } from "./scenarioFolder.ts";
import type { TaskRow } from "./store/rows.ts";

/** A scenario itself, or the name of one in the scenarios folder. */
export const ScenarioChoice = z.union([z.strictObject({ use: z.string().min(1) }), Scenario]);
export type ScenarioChoice = z.infer<typeof ScenarioChoice>;

/** Says where the scenario of a run comes from: chosen through `/control`, or found in the folder by the task's id or name. */
export function chosenScenario(task: TaskRow, folder: ScenarioFolder | undefined): Scenario | null {
  if (task.scenario !== null) return resolved(ScenarioChoice.parse(task.scenario), folder);
  const found = folder?.named(task.id) ?? folder?.named(task.name);
  return found ? played(found) : null;
}

/** What is meant by a choice now. One that is gone makes a run fail that says so, sooner than one that does something else. */
export function resolved(choice: ScenarioChoice, folder: ScenarioFolder | undefined): Scenario {
  if (!("use" in choice)) return played(choice);
  const message = `The scenario ${choice.use} is not in the scenarios folder any longer.`;
  const found = folder?.named(choice.use);
  return found ? played(found) : { name: choice.use, steps: [{ step: "fail", type: "task", code: "agent_failed", message }] };
}

/** What is kept with each run: not the task that the scenario brings along. */
function played(scenario: Scenario): Scenario {
  return { ...scenario, task: undefined };
}

import { messageOf } from "../base/errors.ts";
import type { Disposable } from "../base/events.ts";
import { Lifetime } from "../base/lifetime.ts";
import { addAgent } from "./routes/agents.ts";
import { addTask } from "./routes/tasks.ts";
import type { Scenario, ScenarioTask } from "./scenario.ts";
import type { ScenarioFolder } from "./scenarioFolder.ts";
import type { Deck } from "./server/deck.ts";
import type { TaskRow } from "./store/rows.ts";
import { checkSchemas } from "./taskDefinition.ts";

type Parts = Pick<Deck, "store" | "clock" | "log">;

const usualAgent = "Scenarios";

/** Whose runs play a scenario of this name, where nothing else is chosen for them. */
export function taskFor({ store }: Pick<Deck, "store">, name: string): TaskRow | undefined {
  return store.tasks.get(name) ?? store.tasks.select("WHERE name = ? ORDER BY created_at, seq LIMIT 1", [name])[0];
}

/** Makes the tasks that scenarios bring along, where there is none of that name: first and whenever the folder was read, or all was forgotten. */
export async function keepScenarioTasks(parts: Parts, folder: ScenarioFolder): Promise<Disposable> {
  const lifetime = new Lifetime();
  let isOver = false;
  let work: Promise<void> = Promise.resolve();
  const makeAll = async (): Promise<void> => {
    for (const { file, scenario } of folder.all) {
      const mistake = isOver || !scenario?.task ? undefined : await made(parts, scenario, scenario.task);
      if (isOver) return;
      note(file, mistake);
    }
  };
  const note = (file: string, mistake: string | undefined): void => {
    const before = folder.taskMistakes.get(file);
    if (mistake === undefined) folder.taskMistakes.delete(file);
    else folder.taskMistakes.set(file, mistake);
    if (mistake !== undefined && mistake !== before) parts.log(`${file}: ${mistake}`);
  };
  // One after the other: two at a time would make a task twice.
  const again = (): Promise<void> => (work = work.then(makeAll));
  lifetime.own(folder.onDidRead(() => void again()));
  lifetime.own(parts.store.onDidReset(() => void again()));
  lifetime.own({ dispose: () => (isOver = true) });
  await again();
  return lifetime;
}

/** Returns why it could not be. */
async function made(parts: Parts, { name }: Scenario, { agent = usualAgent, ...definition }: ScenarioTask): Promise<string | undefined> {
  if (taskFor(parts, name)) return undefined;
  try {
    await checkSchemas(definition);
    const { store } = parts;
    store.transaction(() => {
      if (taskFor(parts, name)) return;
      const { id } = store.agents.select("WHERE name = ? ORDER BY created_at, seq LIMIT 1", [agent])[0] ?? addAgent(parts, { name: agent });
      addTask(parts, { ...definition, name, agent_id: id });
    });
    return undefined;
  } catch (error) {
    return `The task ${name} cannot be made: ${messageOf(error)}`;
  }
}

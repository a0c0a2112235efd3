import type { DeckWindow } from "../pages/workbench/deckWindow.ts";

/** A task of this name, whose runs go like this. Its id. */
export async function taskThat(window: DeckWindow, name: string, steps: readonly object[]): Promise<string> {
  const agent = await window.callLocalDeck("POST", "/v2/agents", { name: "Bench" });
  const task = await window.callLocalDeck("POST", "/v2/tasks", { name, agent_id: agent["id"] });
  await window.callLocalDeck("PUT", `/control/tasks/${String(task["id"])}/scenario`, { name, steps });
  return String(task["id"]);
}

/** As another program would. The id of the run. */
export async function startRun(window: DeckWindow, task: string): Promise<string> {
  return String((await window.callLocalDeck("POST", `/v2/tasks/${task}/run`))["id"]);
}

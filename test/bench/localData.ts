import { openDeck } from "../../src/local/openDeck.ts";
import { newRunRow } from "../../src/local/engine/newRun.ts";
import { newId } from "../../src/local/ids.ts";
import { Payload } from "../../src/local/store/payload.ts";
import type { TaskRow } from "../../src/local/store/rows.ts";

export interface FilledData {
  readonly taskId: string;
  readonly runId: string;
}

const statuses = ["completed", "completed", "completed", "failed", "canceled"] as const;

/** A data folder with this many finished runs of one task, a second apart. */
export async function fillData(data: string, runs: number): Promise<FilledData> {
  const opened = await openDeck({ data });
  const { store } = opened.deck;
  const task = makeTask(store, "Filled");
  const session = newId("sess");
  const now = Date.now();
  let runId = "";
  store.transaction(() => {
    for (let index = 0; index < runs; index++) {
      const at = now - (runs - index) * 1000;
      const status = statuses[index % statuses.length] ?? "completed";
      const wanted = { input: Payload.of({ account: index }), source_id: null, credential_id: null, session_id: session };
      const row = { ...newRunRow(store, task, wanted, at), status, started_at: at, ended_at: at + 900, output: Payload.of({ amount: index }) };
      store.runs.insert(row);
      runId = row.id;
    }
  });
  opened.close();
  return { taskId: task.id, runId };
}

function makeTask(store: Awaited<ReturnType<typeof openDeck>>["deck"]["store"], name: string): TaskRow {
  const at = Date.now();
  const common = { created_at: at, updated_at: at };
  const agent = { id: newId("agt"), ...common, name, description: null };
  store.agents.insert(agent);
  const id = newId("task");
  store.tasks.insert({ id, ...common, agent_id: agent.id, name, prompt: null, status: "live", input_schema: null, output_schema: null, storage: null, timeout_seconds: null, scenario: null });
  const row = store.tasks.get(id);
  if (!row) throw new Error("the task was not kept");
  return row;
}

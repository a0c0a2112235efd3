import { agentSummary, credentialSummary, sourceSummary, taskSummary } from "../events/summaries.ts";
import { newId } from "../ids.ts";
import type { Store } from "../store/store.ts";
import type { DemoContent } from "./demoShape.ts";

/** The ids that were made for the keys of the content. */
export interface DemoIds {
  readonly sources: ReadonlyMap<string, string>;
  readonly credentials: ReadonlyMap<string, string>;
  readonly tasks: ReadonlyMap<string, string>;
}

/** Everything but the runs, as of a moment before the first of them. */
export function writeResources(store: Store, content: DemoContent, at: number): DemoIds {
  const standard = (prefix: string) => ({ id: newId(prefix), created_at: at, updated_at: at });
  const agent = { ...standard("agt"), name: content.agent.name, description: content.agent.description ?? null };
  store.agents.insert(agent);
  store.addEvent("agent.created", at, agentSummary(agent));
  const sources = new Map<string, string>();
  for (const { key, name, url } of content.sources) {
    const row = { ...standard("src"), name, type: "website", url };
    store.sources.insert(row);
    store.addEvent("source.created", at, sourceSummary(row));
    sources.set(key, row.id);
  }
  const credentials = new Map<string, string>();
  for (const { key, source, status, username, external_id = null } of content.credentials) {
    const source_id = idOf(sources, source);
    const row = { ...standard("cred"), source_id, status, external_id, auth_method: "username_password", summary: { username }, secret: null };
    store.credentials.insert(row);
    store.addEvent("credential.created", at, credentialSummary(row));
    credentials.set(key, row.id);
  }
  return { sources, credentials, tasks: writeTasks(store, content, { agent_id: agent.id, at }) };
}

function writeTasks(store: Store, { tasks }: DemoContent, { agent_id, at }: { agent_id: string; at: number }) {
  const ids = new Map<string, string>();
  // Backwards, so that a list, newest first, has them in the order of the content.
  for (const task of tasks.toReversed()) {
    const row = {
      id: newId("task"),
      created_at: at,
      updated_at: at,
      agent_id,
      name: task.name,
      prompt: task.prompt,
      status: task.status ?? "live",
      input_schema: task.input_schema ?? null,
      output_schema: task.output_schema ?? null,
      storage: task.storage ?? null,
      timeout_seconds: task.timeout_seconds ?? null,
      scenario: task.scenario,
    };
    store.tasks.insert(row);
    store.addEvent("task.created", at, taskSummary(row));
    ids.set(task.key, row.id);
  }
  return ids;
}

/** A key that nothing has is a mistake of the content. */
export function idOf(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`The demo content has nothing with the key ${key}`);
  return id;
}

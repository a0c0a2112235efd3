import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { startLocalDeck } from "../../../src/local/localDeck.ts";
import type { Scenario } from "../../../src/local/scenario.ts";

/** A server of the test's own, standing in for the remote one: the extension knows it by address and key only. */
export interface TestDeck {
  readonly url: string;
  readonly key: string;
  /** Returns the body of a successful answer. */
  post(path: string, body: object): Promise<Record<string, unknown>>;
  patch(path: string, body: object): Promise<Record<string, unknown>>;
  get(path: string): Promise<Record<string, unknown>>;
  /** What the real service keeps in its Console, and what only Local Deck has: such as `/clock`. */
  control(path: string, body: object): Promise<Record<string, unknown>>;
  /** A task whose runs go as the scenario says; returns its id. */
  task(name: string, steps: Scenario["steps"], more?: object): Promise<string>;
  run(taskId: string, input?: object): Promise<string>;
  /** Of all its runs, the newest first. */
  runIds(taskId: string): Promise<string[]>;
  /** What goes wrong with the next calls, as Local Deck's `/control/faults` takes it. */
  fault(fault: object): Promise<void>;
  /** Those that have not yet happened. */
  faults(): Promise<readonly unknown[]>;
  /** Moves its time forward: where calls are counted, who called too often may call again. */
  advance(ms: number): Promise<void>;
  stop(): Promise<void>;
  close(): Promise<void>;
}

/** Only where the rate is what is tested, calls are counted: else those of a test would take from those of the window. */
export async function testDeck({ rateLimit = false }: { readonly rateLimit?: boolean } = {}): Promise<TestDeck> {
  const data = await mkdtemp(join(tmpdir(), "deck-host-test-"));
  const deck = await startLocalDeck({ data, rateLimit });
  const settings = vscode.workspace.getConfiguration("deck");
  await settings.update("api.baseUrl", deck.url, vscode.ConfigurationTarget.Global);
  let isRunning = true;

  const control = deck.url.replace("/v2", "/control");
  const send = async (method: string, url: string, body?: object): Promise<Record<string, unknown>> => {
    const headers = { authorization: `Bearer ${deck.key}`, "content-type": "application/json" };
    const answer = await fetch(url, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
    return JSON.parse((await answer.text()) || "{}");
  };
  const post: TestDeck["post"] = (path, body) => send("POST", deck.url + path, body);
  const stop = async (): Promise<void> => {
    if (isRunning) await deck.close();
    isRunning = false;
  };
  return {
    url: deck.url,
    key: deck.key,
    post,
    patch: (path, body) => send("PATCH", deck.url + path, body),
    get: path => send("GET", deck.url + path),
    control: (path, body) => send("POST", control + path, body),
    async task(name, steps, more = {}) {
      const agent = await post("/agents", { name: "Tester" });
      const task = await post("/tasks", { name, agent_id: agent["id"], ...more });
      const scenario: Scenario = { name, steps };
      await send("PUT", `${control}/tasks/${String(task["id"])}/scenario`, scenario);
      return String(task["id"]);
    },
    run: async (taskId, input) => String((await post(`/tasks/${taskId}/run`, input ? { input } : {}))["id"]),
    async runIds(taskId) {
      const { data } = await send("GET", `${deck.url}/task-runs?task_id=${taskId}&limit=100`);
      return Array.isArray(data) ? data.map(({ id }: { id: string }) => id) : [];
    },
    async faults() {
      const { data: left } = await send("GET", `${control}/faults`);
      return Array.isArray(left) ? left : [];
    },
    fault: async fault => void (await send("POST", `${control}/faults`, fault)),
    advance: async ms => void (await send("POST", `${control}/clock`, { advance_ms: ms })),
    stop,
    async close() {
      await stop();
      await settings.update("api.baseUrl", undefined, vscode.ConfigurationTarget.Global);
      await rm(data, { recursive: true, force: true });
    },
  };
}

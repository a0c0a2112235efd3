import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import { Agent, Task } from "../../../src/api/schemas/resources.ts";
import { Run } from "../../../src/api/schemas/run.ts";
import { pageOf } from "../../../src/api/schemas/wire.ts";
import { temporaryFolder } from "./openApp.ts";

const program = join(import.meta.dirname, "../../../src/local/program.ts");
const RunPage = pageOf(Run);
const EventPage = pageOf(z.object({ type: z.string(), data: z.object({ id: z.string() }) }));

const steps = [
  { step: "wait", ms: 500 },
  { step: "ask", type: "mfa", message: "?", fields: [{ name: "code" }], limit_ms: 7 * 24 * 3_600_000 },
  { step: "store", name: "a.txt", text: "{{answers.code}}" },
  { step: "wait", ms: 500 },
  { step: "complete", output: "{{answers.code}}" },
];

async function start(data: string) {
  const options = ["--data", data, "--speed", "50", "--no-rate-limit"];
  const child = spawn(process.execPath, [program, ...options], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "close");
  const [line] = await once(child.stdout, "data");
  const { url, key } = z.object({ url: z.string(), key: z.string() }).parse(JSON.parse(String(line)));
  const call = async <S extends z.ZodType>(schema: S, method: string, path: string, body?: object): Promise<z.output<S>> => {
    const place = path.startsWith("/control") ? url.replace("/v2", path) : url + path;
    const answer = await fetch(place, { method, headers: { authorization: `Bearer ${key}` }, ...(body && { body: JSON.stringify(body) }) });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
    return schema.parse(JSON.parse(text));
  };
  const kill = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  return { call, kill, [Symbol.dispose]: () => void child.kill("SIGKILL") };
}
type Started = Awaited<ReturnType<typeof start>>;

/** Answers every run that asks, each with its own id. */
async function answerAll({ call }: Started, answered: (id: string) => void): Promise<void> {
  const { data } = await call(RunPage, "GET", "/task-runs?status=interaction_required&limit=100");
  for (const { id } of data) {
    await call(Run, "POST", `/task-runs/${id}/interaction`, { input: { code: id } });
    answered(id);
  }
}

/** Runs and answers without a pause, until the program is gone; killed after so many acknowledged ones. */
async function workUntilKilled(deck: Started, task: string, acknowledged: Set<string>, count: number): Promise<void> {
  let left = count;
  const note = (id: string): void => {
    acknowledged.add(id);
    left -= 1;
    if (left === 0) void deck.kill();
  };
  const worker = async (): Promise<void> => {
    for (;;) {
      const { id } = await deck.call(Run, "POST", `/tasks/${task}/run`, {});
      note(id);
      await answerAll(deck, note);
    }
  };
  await Promise.allSettled([worker(), worker(), worker()]);
  await deck.kill();
}

/** Repeatable numbers. */
function numbersFrom(seed: number): (most: number) => number {
  let state = seed;
  return most => {
    state = (state * 48_271) % 2_147_483_647;
    return 1 + (state % most);
  };
}

describe("A program that is killed at any moment", function () {
  // Four programs, one after the other.
  this.timeout(240_000);

  it("loses no run, answer, event or file that it acknowledged, and every run ends", async () => {
    using folder = temporaryFolder();
    const acknowledged = new Set<string>();
    const number = numbersFrom(20_261_120);
    let task: string | undefined;
    for (let round = 0; round < 3; round += 1) {
      using deck = await start(folder.path);
      task ??= await newTask(deck);
      await workUntilKilled(deck, task, acknowledged, 5 + number(40));
    }
    using deck = await start(folder.path);
    const runs = await allEnded(deck);
    const byId = new Map(runs.map(run => [run.id, run]));
    for (const id of acknowledged) assert.equal(byId.get(id)?.status, "completed", id);
    for (const run of runs) assert.deepEqual([run.output, run.result], [run.id, "success"]);

    const completed = await eventsOf(deck, "task_run.completed");
    const queued = await eventsOf(deck, "task_run.queued");
    const ids = runs.map(run => run.id).toSorted();
    assert.deepEqual([queued, completed], [ids, ids]);
    for (const run of runs.slice(0, 5)) {
      const { storage } = await deck.call(Run, "GET", `/task-runs/${run.id}?include=storage`);
      assert.equal(await (await fetch(storage?.[0]?.url ?? "")).text(), run.id);
    }
  });
});

async function newTask({ call }: Started): Promise<string> {
  const agent = await call(Agent, "POST", "/agents", { name: "A" });
  const { id } = await call(Task, "POST", "/tasks", { name: "T", agent_id: agent.id, settings: { timeout_seconds: 600_000 } });
  await call(z.object({}), "PUT", `/control/tasks/${id}/scenario`, { name: "S", steps });
  return id;
}

async function allEnded(deck: Started) {
  for (let tries = 0; tries < 1000; tries += 1) {
    await answerAll(deck, () => undefined);
    const { data } = await deck.call(RunPage, "GET", "/task-runs?status=queued&status=running&status=interaction_required&limit=1");
    if (data.length === 0) return await everything(deck, RunPage, "/task-runs?limit=100");
    await pause(10);
  }
  throw new Error("Not every run has ended");
}

async function eventsOf(deck: Started, type: string): Promise<string[]> {
  return (await everything(deck, EventPage, `/events?limit=100&type=${type}`)).map(event => event.data.id).toSorted();
}

async function everything<T>(deck: Started, schema: z.ZodType<{ data: T[]; next_cursor?: string | null | undefined }>, path: string): Promise<T[]> {
  const all: T[] = [];
  for (let cursor: string | null | undefined = ""; cursor !== null && cursor !== undefined; ) {
    const page: { data: T[]; next_cursor?: string | null | undefined } = await deck.call(schema, "GET", cursor ? `${path}&cursor=${cursor}` : path);
    all.push(...page.data);
    cursor = page.next_cursor;
  }
  return all;
}

import { createServer } from "node:http";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { dist } from "../support/paths.ts";
import { runChild, startChild, type Child } from "../support/process/children.ts";
import { fillData } from "./localData.ts";
import type { Figure } from "./measure.ts";

const manyRuns = 100_000;
const queuedRuns = 10_000;
const events = 5_000;
const rounds = 3;
const seconds = "2";

/** Local Deck as a program under load, by a client in another process; the routes take turns, so that a noisy moment hits all. */
export async function localLoad(): Promise<Figure[]> {
  const data = await mkdtemp(join(tmpdir(), "deck-bench-"));
  const { taskId, runId } = await fillData(data, manyRuns);
  const starts: number[] = [];
  let deck = await startDeck(data, starts);
  for (let times = 1; times < 5; times++) {
    await deck.child.close();
    deck = await startDeck(data, starts);
  }
  const calls = {
    empty: ["GET", `${deck.url}/test`],
    run: ["GET", `${deck.url}/task-runs/${runId}`],
    list: ["GET", `${deck.url}/task-runs?status=failed&limit=100`],
    start: ["POST", `${deck.url}/tasks/${taskId}/run`, "{}"],
  } as const;
  const results: Record<keyof typeof calls, Load[]> = { empty: [], run: [], list: [], start: [] };
  for (let round = 0; round < rounds; round++) {
    for (const name of ["empty", "run", "list", "start"] as const) results[name].push(await load(deck.key, calls[name]));
  }
  await deck.child.close();
  await rm(data, { recursive: true });
  const perSecond = (name: keyof typeof calls): number[] => results[name].map(result => result.perSecond);
  const ratios = results.run.map((result, round) => result.perSecond / (results.empty[round]?.perSecond ?? Number.NaN));
  return [
    { what: `Restart with ${manyRuns} runs, start to listening`, unit: "ms", values: starts, aim: { below: 500 } },
    { what: "GET /test, the empty route", unit: "/s", values: perSecond("empty") },
    { what: "GET a run", unit: "/s", values: perSecond("run") },
    { what: "GET a run, held against the empty route", unit: "ratio", values: ratios, aim: { above: 0.5 } },
    { what: `GET 100 runs of a status among ${manyRuns}`, unit: "/s", values: perSecond("list") },
    { what: `GET 100 runs of a status among ${manyRuns}, p99 at 20 connections`, unit: "ms", values: results.list.map(({ p99Ms }) => p99Ms) },
    { what: `GET 100 runs of a status among ${manyRuns}, p99 one by one`, unit: "ms", values: await oneByOne(), aim: { below: 5 } },
    { what: "POST a run", unit: "/s", values: perSecond("start") },
    ...(await queued()),
    ...(await webhook()),
  ];
}

interface Load {
  readonly perSecond: number;
  readonly p99Ms: number;
}

async function load(key: string, [method, url, body]: readonly [string, string, string?], connections = "20"): Promise<Load> {
  const { output } = await runChild(process.execPath, [join(import.meta.dirname, "load.ts"), method, url, key, seconds, connections, ...(body === undefined ? [] : [body])]);
  return JSON.parse(output);
}

async function oneByOne(): Promise<number[]> {
  const data = await mkdtemp(join(tmpdir(), "deck-bench-"));
  await fillData(data, manyRuns);
  const deck = await startDeck(data, []);
  const values: number[] = [];
  for (let round = 0; round < rounds; round++) values.push((await load(deck.key, ["GET", `${deck.url}/task-runs?status=failed&limit=100`], "1")).p99Ms);
  await deck.child.close();
  await rm(data, { recursive: true });
  return values;
}

/** All but one of the runs wait for the only session. */
async function queued(): Promise<Figure[]> {
  const data = await mkdtemp(join(tmpdir(), "deck-bench-"));
  const { taskId } = await fillData(data, 1);
  const deck = await startDeck(data, [], ["--sessions", "1", "--session-overflow", "queue"]);
  await call(deck, "PUT", `/../control/tasks/${taskId}/scenario`, { name: "Endless", steps: [{ step: "hang" }] });
  const before = await memoryMB(deck.child);
  for (let sent = 0; sent < queuedRuns; sent += 100) {
    await Promise.all(Array.from({ length: 100 }, () => call(deck, "POST", `/tasks/${taskId}/run`, {})));
  }
  const after = await memoryMB(deck.child);
  await deck.child.close();
  await rm(data, { recursive: true });
  return [
    { what: "Memory of Local Deck at rest", unit: "MB", values: [before] },
    { what: `Memory of Local Deck with ${queuedRuns} queued runs`, unit: "MB", values: [after] },
  ];
}

/** From the first change until a webhook has been told of all of them. */
async function webhook(): Promise<Figure[]> {
  const data = await mkdtemp(join(tmpdir(), "deck-bench-"));
  const deck = await startDeck(data, []);
  let missing = events;
  const all = Promise.withResolvers<void>();
  const server = createServer((request, answer) => {
    request.resume();
    request.on("end", () => answer.writeHead(204).end());
    missing -= 1;
    if (missing === 0) all.resolve();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("the receiver has no port");
  await call(deck, "POST", "/event-destinations", { name: "Bench", type: "webhook", events: ["agent.created"], webhook: { url: `http://127.0.0.1:${address.port}/` } });
  const began = performance.now();
  for (let sent = 0; sent < events; sent += 50) {
    await Promise.all(Array.from({ length: 50 }, (_, index) => call(deck, "POST", "/agents", { name: `Agent ${sent + index}` })));
  }
  await all.promise;
  const perSecond = events / ((performance.now() - began) / 1000);
  server.closeAllConnections();
  server.close();
  await deck.child.close();
  await rm(data, { recursive: true });
  return [{ what: `Events through a webhook, while they are made (${events})`, unit: "/s", values: [perSecond] }];
}

interface StartedDeck {
  readonly url: string;
  readonly key: string;
  readonly child: Child;
}

async function startDeck(data: string, startsMs: number[], options: readonly string[] = []): Promise<StartedDeck> {
  const began = performance.now();
  const child = startChild(process.execPath, [join(dist, "local/program.js"), "--data", data, "--no-rate-limit", ...options]);
  child.process.stderr?.resume();
  if (!child.process.stdout) throw new Error("the program has no output");
  for await (const line of createInterface({ input: child.process.stdout })) {
    startsMs.push(performance.now() - began);
    return { ...JSON.parse(line), child };
  }
  throw new Error("Local Deck did not start");
}

async function call(deck: StartedDeck, method: string, path: string, body: object): Promise<void> {
  const headers = { authorization: `Bearer ${deck.key}`, "content-type": "application/json" };
  const answer = await fetch(new URL(deck.url + path), { method, headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
}

async function memoryMB({ process: { pid } }: Child): Promise<number> {
  const status = await readFile(`/proc/${pid ?? 0}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1000;
}

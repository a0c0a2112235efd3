import { createInterface } from "node:readline";
import { join } from "node:path";
import { Budget } from "../../src/api/budget.ts";
import { DeckClient } from "../../src/api/deckClient.ts";
import { editorFetch, type Fetch } from "../../src/api/fetch.ts";
import { ownFetch } from "../../src/api/ownFetch.ts";
import { Transport } from "../../src/api/transport.ts";
import { systemClock } from "../../src/base/clock.ts";
import { startChild } from "../support/process/children.ts";
import type { Figure } from "./measure.ts";

const rounds = 15;
const key = "sk_live_0123456789abcdef";

/** The client beside the fetch that it uses: 1,000 answers of a run one after the other, and 100 at once. */
export async function client(): Promise<Figure[]> {
  const child = startChild(process.execPath, [join(import.meta.dirname, "clientServer.ts")]);
  const baseUrl = `http://127.0.0.1:${await portFrom(child.process.stdout)}`;
  const figures = [
    ...(await compared("own connections", ownFetch, baseUrl)),
    ...(await compared("the editor's fetch", editorFetch, baseUrl)),
  ];
  await child.close();
  return figures;
}

async function portFrom(output: NodeJS.ReadableStream | null): Promise<number> {
  if (!output) throw new Error("the server has no output");
  for await (const line of createInterface({ input: output })) return JSON.parse(line).port;
  throw new Error("the server did not start");
}

async function compared(what: string, fetch: Fetch, baseUrl: string): Promise<Figure[]> {
  const budget = new Budget(systemClock, { burst: 1e9, perSecond: 1e9, reserve: 0 });
  const transport = new Transport({ fetch, baseUrl, key, clock: systemClock, random: Math.random, budget });
  const { runs } = new DeckClient(transport, () => "");
  const plain = async (): Promise<unknown> => {
    const headers = { authorization: `Bearer ${key}`, accept: "application/json" };
    const request = { method: "GET", headers, signal: new AbortController().signal, redirect: "manual" } as const;
    return JSON.parse(await (await fetch(`${baseUrl}/task-runs/trun_1`, request)).text());
  };
  const ours = (): Promise<unknown> => runs.get("trun_1");
  return [...(await both(`1,000 GETs in turn, ${what}`, 1_000, inTurn, [plain, ours])), ...(await both(`100 GETs at once, ${what}`, 100, atOnce, [plain, ours]))];
}

type Way = () => Promise<unknown>;

/** Turn and turn about, so that what else the machine does falls on both; the first round warms up. */
async function both(what: string, times: number, run: (way: Way, times: number) => Promise<number>, [plain, ours]: readonly [Way, Way]): Promise<Figure[]> {
  const values: { plain: number; ours: number }[] = [];
  for (let round = 0; round <= rounds; round++) {
    const [first, second] = round % 2 ? [plain, ours] : [ours, plain];
    const [a, b] = [await run(first, times), await run(second, times)];
    if (round > 0) values.push(round % 2 ? { plain: a, ours: b } : { plain: b, ours: a });
  }
  return [
    { what: `${what}, plain`, unit: "ms", values: values.map(one => one.plain) },
    { what: `${what}, the client`, unit: "ms", values: values.map(one => one.ours) },
    { what: `${what}, the client against plain`, unit: "ratio", values: values.map(one => one.ours / one.plain), aim: { below: 1.1 } },
  ];
}

async function inTurn(way: Way, times: number): Promise<number> {
  const began = performance.now();
  for (let time = 0; time < times; time++) await way();
  return performance.now() - began;
}

async function atOnce(way: Way, times: number): Promise<number> {
  const began = performance.now();
  await Promise.all(Array.from({ length: times }, way));
  return performance.now() - began;
}

import { join } from "node:path";
import { Budget } from "../../src/api/budget.ts";
import { DeckClient } from "../../src/api/deckClient.ts";
import { editorFetch, type Fetch } from "../../src/api/fetch.ts";
import { ownFetch } from "../../src/api/ownFetch.ts";
import { newLedger, Transport } from "../../src/api/transport.ts";
import { systemClock } from "../../src/base/clock.ts";
import { startChild } from "../support/process/children.ts";
import { largeRun } from "./largeRun.ts";
import type { Figure } from "./measure.ts";
import { portFrom } from "./portFrom.ts";

const rounds = 15;
/** It takes thousands of calls until the runtime has compiled what it runs. */
const warmUps = 5;
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
  return [...figures, ...(await largeRun())];
}

async function compared(what: string, fetch: Fetch, baseUrl: string): Promise<Figure[]> {
  const budget = new Budget(systemClock, { burst: 1e9, perSecond: 1e9, reserve: 0 });
  const transport = new Transport({ fetch, baseUrl, key, clock: systemClock, random: Math.random, ledger: { ...newLedger(systemClock), budget } });
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

interface Cost {
  readonly ms: number;
  /** What the process was busy for: steadier than the clock on a machine that does other things too. */
  readonly busyMs: number;
}

/** Turn and turn about, so that what else the machine does falls on both; the first rounds warm up. */
async function both(what: string, times: number, run: (way: Way, times: number) => Promise<void>, [plain, ours]: readonly [Way, Way]): Promise<Figure[]> {
  const values: { plain: Cost; ours: Cost }[] = [];
  for (let round = -warmUps; round < rounds; round++) {
    const [first, second] = round % 2 ? [plain, ours] : [ours, plain];
    const [a, b] = [await costOf(() => run(first, times)), await costOf(() => run(second, times))];
    if (round >= 0) values.push(round % 2 ? { plain: a, ours: b } : { plain: b, ours: a });
  }
  return [
    { what: `${what}, plain`, unit: "ms", values: values.map(one => one.plain.ms) },
    { what: `${what}, the client`, unit: "ms", values: values.map(one => one.ours.ms) },
    { what: `${what}, the client against plain, by the clock`, unit: "ratio", values: values.map(one => one.ours.ms / one.plain.ms), aim: { below: 1.1 } },
    { what: `${what}, the client against plain, processor`, unit: "ratio", values: values.map(one => one.ours.busyMs / one.plain.busyMs), aim: { below: 1.1 } },
  ];
}

async function costOf(act: () => Promise<void>): Promise<Cost> {
  const [began, before] = [performance.now(), process.cpuUsage()];
  await act();
  const { user, system } = process.cpuUsage(before);
  return { ms: performance.now() - began, busyMs: (user + system) / 1000 };
}

async function inTurn(way: Way, times: number): Promise<void> {
  for (let time = 0; time < times; time++) await way();
}

async function atOnce(way: Way, times: number): Promise<void> {
  await Promise.all(Array.from({ length: times }, way));
}

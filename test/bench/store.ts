import { setFlagsFromString } from "node:v8";
import { isDeepStrictEqual } from "node:util";
import { runInNewContext } from "node:vm";
import { RunPage, type RunSummary } from "../../src/api/schemas/run.ts";
import { Attention } from "../../src/runs/feed/attention.ts";
import { RunFeed } from "../../src/runs/feed/runFeed.ts";
import { RunListing } from "../../src/runs/listing/runListing.ts";
import { runLine } from "../../src/runs/runLine.ts";
import { compareStatuses } from "../../src/runs/status.ts";
import { type Grouping, groupings } from "../../src/runs/store/grouping.ts";
import type { RunFilter } from "../../src/runs/store/runFilter.ts";
import { RunStore } from "../../src/runs/store/runStore.ts";
import { FakeClock } from "../support/fakeClock.ts";
import type { Figure } from "./measure.ts";

const size = 100_000;
const pageSize = 100;
const rounds = 20;
const now = Date.parse("2026-11-20T12:00:00Z");

/** 100,000 runs, as a long-used account has them: a page that brings five changes, the first screen, memory. */
export function store(): Promise<Figure[]> {
  const collect = garbageCollector();
  const before = heapAfter(collect);
  const runs = new RunStore();
  for (let first = 0; first < size; first += pageSize) runs.apply(read(pageText(first)));
  const bytes = (heapAfter(collect) - before) / size;
  return Promise.resolve([
    { what: "Store: memory of one of 100,000 runs", unit: "kB", values: [bytes / 1000], aim: { below: 1 } },
    ...changes(runs),
    ...firstScreens(runs),
  ]);
}

/** A page in which five runs are new to us; ours must tell of these five only. */
function changes(runs: RunStore): Figure[] {
  const ours: number[] = [];
  const naive: number[] = [];
  let replaced: ReadonlyMap<string, RunSummary> = new Map(runs.newest().map(run => [run.id, run]));
  for (let round = 1; round <= rounds; round++) {
    const page = read(pageText(round * pageSize)).map((run, index) => (index % 20 === 0 ? changed(run, round) : run));
    let told = 0;
    const listening = runs.onDidChange(change => (told = change.changed.length));
    ours.push(timed(() => runs.apply(page)));
    listening.dispose();
    if (told !== 5) throw new Error(`told of ${told} runs instead of 5`);
    // Every few rounds are enough for what takes so long.
    if (round % 5 === 0) naive.push(timed(() => (replaced = replace(replaced, page))));
  }
  return [
    { what: "Store: a page of 100 with 5 changes, at 100,000 runs", unit: "ms", values: ours, aim: { below: 5 } },
    { what: "  the naive way: replace all, compare in depth, sort", unit: "ms", values: naive },
  ];
}

/** The naive store: everything anew, and whoever listens has to find out what is different. */
function replace(known: ReadonlyMap<string, RunSummary>, page: readonly RunSummary[]): ReadonlyMap<string, RunSummary> {
  const next = new Map([...known, ...page.map(run => [run.id, run] as const)]);
  if (isDeepStrictEqual(next, known)) return known;
  grouped([...next.values()]);
  return next;
}

function grouped(runs: readonly RunSummary[]): [string, RunSummary[]][] {
  const sorted = runs.toSorted((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at));
  const groups = Map.groupBy(sorted, run => run.status);
  return [...groups].toSorted(([a], [b]) => compareStatuses(a, b));
}

/** What the tree draws when its groups are open: their titles, and the line of each run that is shown. */
function firstScreens(runs: RunStore): Figure[] {
  const source = { runs: () => Promise.reject(new Error("nothing is asked here")), findRun: () => Promise.resolve(undefined) };
  const feed = new RunFeed({ source, store: runs, attention: new Attention(), clock: new FakeClock(), random: Math.random, prepare: () => Promise.resolve() });
  const screen = (filter: RunFilter, grouping: Grouping) => (): void => {
    const listing = new RunListing({ store: runs, feed, filter, grouping, now, taskName: id => id });
    for (const group of listing.groups()) {
      listing.countText(group);
      for (const run of listing.runs(group)) runLine(run, now);
    }
    listing.dispose();
  };
  const naive = (): void => {
    for (const [, group] of grouped([...runs.newest()])) for (const run of group) runLine(run, now);
  };
  const times = (act: () => void, count: number): number[] => Array.from({ length: count }, () => timed(act));
  const byGrouping = groupings.map((grouping): Figure => {
    const aim = grouping === "status" ? { aim: { below: 20 } } : {};
    return { what: `Tree: first screen by ${grouping}, of 100,000 runs`, unit: "ms", values: times(screen({}, grouping), rounds), ...aim };
  });
  return [
    ...byGrouping,
    { what: "Tree: first screen of a filter by task and result", unit: "ms", values: times(screen({ task_id: ["task_3"], result: ["failure"] }, "status"), rounds) },
    { what: "  the naive way: sort, group and draw all", unit: "ms", values: times(naive, 3) },
  ];
}

function changed(run: RunSummary, round: number): RunSummary {
  return { ...run, runtime_ms: round, updated_at: new Date(now + round * 1_000).toISOString() };
}

function timed(act: () => void): number {
  const began = performance.now();
  act();
  return performance.now() - began;
}

/** As it comes off the wire: nothing is shared between two runs that would not be in earnest. */
function read(text: string): RunSummary[] {
  return RunPage.parse(JSON.parse(text)).data;
}

function pageText(first: number): string {
  return JSON.stringify({ data: Array.from({ length: pageSize }, (_, index) => wireRun(first + index)), has_more: true, next_cursor: "next" });
}

const statuses = ["completed", "completed", "completed", "failed", "canceled"];

function wireRun(number: number): object {
  const status = number < 500 ? "running" : (statuses[number % statuses.length] ?? "completed");
  const created = new Date(now - number * 60_000).toISOString().replace(".000", "");
  return {
    id: idOf("trun", number),
    object: "task_run",
    status,
    result: status === "completed" ? "success" : status === "failed" ? "failure" : null,
    task_id: `task_${number % 40}`,
    agent_id: idOf("agt", number % 10),
    source_id: idOf("src", number % 20),
    credential_id: idOf("cred", number % 200),
    session_id: idOf("sess", number),
    runtime_ms: status === "running" ? null : 10_000 + number,
    errors: status === "failed" ? [{ type: "task", code: "timeout", message: "Task execution exceeded the timeout of 15 minutes." }] : null,
    interaction: null,
    created_at: created,
    updated_at: created,
  };
}

/** A prefix and 16 characters, as the service makes them. */
function idOf(prefix: string, number: number): string {
  return `${prefix}_${(Math.imul(number + 1, 2_654_435_761) >>> 0).toString(36).padStart(8, "0")}${number.toString(36).padStart(8, "0")}`;
}

function garbageCollector(): () => void {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect !== "function") throw new Error("this Node has no gc()");
  return () => void Reflect.apply(collect, undefined, []);
}

function heapAfter(collect: () => void): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

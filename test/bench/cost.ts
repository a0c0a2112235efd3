import { randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Budget } from "../../src/api/budget.ts";
import { DeckClient } from "../../src/api/deckClient.ts";
import { ownFetch } from "../../src/api/ownFetch.ts";
import { newLedger, Transport } from "../../src/api/transport.ts";
import { systemClock } from "../../src/base/clock.ts";
import { Sharing } from "../../src/host/sharing/sharing.ts";
import { startLocalDeck } from "../../src/local/localDeck.ts";
import { Attention } from "../../src/runs/feed/attention.ts";
import { RunFeed } from "../../src/runs/feed/runFeed.ts";
import { activeStatuses } from "../../src/runs/status.ts";
import { RunStore } from "../../src/runs/store/runStore.ts";
import { countingProxy, type CountingProxy } from "../support/countingProxy.ts";
import { FakeClock } from "../support/fakeClock.ts";
import { temporaryFolder } from "../support/process/temporaryFolder.ts";
import type { Figure } from "./measure.ts";

const minutes = 5;
const focusedAim = { below: 30.01 };
const unfocusedAim = { below: 4.01 };
/** Newer than the active ones, so that these are not among the newest. */
const finishedRuns = 40;

interface Service {
  readonly proxy: CountingProxy;
  client(): DeckClient;
  close(): Promise<void>;
}

/** What watching costs, by a clock that is turned, at a real Local Deck: questions and bytes in a minute. */
export async function cost(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const active of [0, 1, 50, 500]) {
    const service = await serviceWith(active);
    const what = `${active} active`;
    figures.push(
      ...(await measured(service, `${what}, focused`, { windows: 1, isWatched: true }, active)),
      ...(await measured(service, `${what}, unfocused`, { windows: 1, isWatched: false }, active)),
      ...(await measured(service, `${what}, three windows, one focused`, { windows: 3, isWatched: true }, active)),
      ...(await measured(service, `${what}, three windows, unfocused`, { windows: 3, isWatched: false }, active)),
      ...(await naive(service, `  the naive way, ${what}, one window`)),
    );
    await service.close();
  }
  return figures;
}

/** The runs stay as they are, so that what is counted is the asking itself. */
async function serviceWith(active: number): Promise<Service> {
  const data = await temporaryFolder("cost");
  const deck = await startLocalDeck({ data: data.path, rateLimit: false, limits: { maxActive: active + finishedRuns, maxSessions: active + finishedRuns } });
  const proxy = await countingProxy(deck.url);
  const clientAt = (baseUrl: string): DeckClient => {
    const budget = new Budget(systemClock, { burst: 1e9, perSecond: 1e9, reserve: 0 });
    return new DeckClient(new Transport({ fetch: ownFetch, baseUrl, key: deck.key, clock: systemClock, random: Math.random, ledger: { ...newLedger(systemClock), budget } }), randomUUID);
  };
  const direct = clientAt(deck.url);
  const agent = await direct.agents.create({ name: "Waiter" });
  const task = await direct.tasks.create({ name: "Wait", agent_id: agent.id });
  const body = JSON.stringify({ name: "Wait", steps: [{ step: "wait", ms: 3_600_000 }, { step: "complete", result: "success" }] });
  const headers = { authorization: `Bearer ${deck.key}`, "content-type": "application/json" };
  await fetch(`${deck.url.replace("/v2", "")}/control/tasks/${task.id}/scenario`, { method: "PUT", headers, body });
  for (let run = 0; run < active; run++) await direct.runs.start(task.id, {});
  for (let run = 0; run < finishedRuns; run++) await direct.runs.cancel((await direct.runs.start(task.id, {})).id);
  return {
    proxy,
    client: () => clientAt(proxy.url),
    async close() {
      await proxy.close();
      await deck.close();
      await data.close();
    },
  };
}

async function measured(service: Service, what: string, { windows, isWatched }: { windows: number; isWatched: boolean }, active: number): Promise<Figure[]> {
  const storage = await temporaryFolder("cost-windows");
  const place = join(storage.path, "windows", "place");
  await mkdir(place, { recursive: true });
  const clock = new FakeClock(Date.now());
  const all = [];
  for (let count = 0; count < windows; count++) all.push(await openWindow(service, clock, place));
  if (isWatched) all.at(-1)?.attention.look();
  await play(clock, 30_000);
  const from = service.proxy.asked.length;
  await play(clock, minutes * 60_000);
  const asked = service.proxy.asked.slice(from);
  for (const window of all) window.close();
  await storage.close();
  const bytes = asked.reduce((sum, each) => sum + each.bytes, 0);
  const aim = active > 100 ? {} : { aim: isWatched ? focusedAim : unfocusedAim };
  return [
    { what: `Questions, ${what}`, unit: "/min", values: [asked.length / minutes], ...aim },
    { what: `Bytes, ${what}`, unit: "kB/min", values: [bytes / minutes / 1000] },
  ];
}

async function openWindow(service: Service, clock: FakeClock, place: string) {
  const { runs } = service.client().inBackground();
  const [store, attention, everybody] = [new RunStore(), new Attention(), new Attention()];
  const ready = Promise.withResolvers<void>();
  const source = { runs: runs.page.bind(runs), findRun: runs.find.bind(runs) };
  const feed = new RunFeed({ source, store, attention: everybody, clock, random: Math.random, prepare: () => Promise.resolve(), ready: ready.promise });
  attention.onDidBegin(() => everybody.look());
  const names = { of: () => ({}), learn: () => undefined };
  const log = (): void => undefined;
  const sharing = new Sharing({ place, owner: randomUUID(), clock, store, feed, attention, everybody, names, log, warn: console.error });
  void sharing.join().finally(ready.resolve);
  void feed.refresh();
  while (feed.state.kind === "loading") await play(clock, 100);
  return {
    attention,
    close: () => {
      sharing.dispose();
      feed.dispose();
    },
  };
}

/** Turns the clock on, and at each timer waits until real files and answers have had their time. */
async function play(clock: FakeClock, ms: number): Promise<void> {
  for (const end = clock.now() + ms; clock.now() < end; ) {
    clock.advance(Math.min(clock.pending[0] ?? Infinity, end - clock.now()));
    await delay(settleMs);
  }
}

/** A page of a hundred runs takes a fifth of that. */
const settleMs = 25;

/** A question for each active run every two seconds: one such round, times thirty. */
async function naive(service: Service, what: string): Promise<Figure[]> {
  const { runs } = service.client();
  const active = [];
  for await (const run of runs.list({ status: activeStatuses })) active.push(run.id);
  const from = service.proxy.asked.length;
  for (const id of active) await runs.get(id);
  const asked = service.proxy.asked.slice(from);
  const bytes = asked.reduce((sum, each) => sum + each.bytes, 0);
  return [
    { what: `${what}: questions`, unit: "/min", values: [asked.length * 30] },
    { what: `${what}: bytes`, unit: "kB/min", values: [(bytes * 30) / 1000] },
  ];
}

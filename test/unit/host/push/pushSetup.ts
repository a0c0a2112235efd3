import { randomUUID } from "node:crypto";
import { DeckClient } from "../../../../src/api/deckClient.ts";
import { ownFetch } from "../../../../src/api/ownFetch.ts";
import { Transport } from "../../../../src/api/transport.ts";
import type { EventDestination } from "../../../../src/api/schemas/events.ts";
import { systemClock } from "../../../../src/base/clock.ts";
import { Emitter } from "../../../../src/base/events.ts";
import { loopbackRoute } from "../../../../src/host/push/loopbackRoute.ts";
import { Push } from "../../../../src/host/push/push.ts";
import type { Route } from "../../../../src/host/push/route.ts";
import type { RunsChange } from "../../../../src/runs/runStore.ts";
import { FakeClock } from "../../../support/fakeClock.ts";

/** A client of a real server, and what a window does with its push. */
export function pushSetup({ url, key }: { readonly url: string; readonly key: string }) {
  const client = new DeckClient(new Transport({ fetch: ownFetch, baseUrl: url, key, clock: systemClock, random: Math.random }), randomUUID);
  const heard: string[] = [];
  const pushed: boolean[] = [];
  const lines: string[] = [];
  const clock = new FakeClock();
  const changed = new Emitter<RunsChange>();
  const open = (route: Route = loopbackRoute(client)): Push =>
    new Push({
      client,
      route,
      // Signatures are of the real time; what is waited for is the test's to say.
      clock: { now: Date.now, after: (ms, act) => clock.after(ms, act) },
      store: { onDidChange: changed.event, newest: () => [] },
      feed: { hear: runs => heard.push(...runs.map(({ id }) => id)), setPushed: isHealthy => pushed.push(isHealthy) },
      log: line => lines.push(line),
    });
  return { client, clock, heard, pushed, lines, open, destinations: () => destinationsOf(client), startRun: () => startRun(client) };
}

async function destinationsOf(client: DeckClient): Promise<EventDestination[]> {
  const all: EventDestination[] = [];
  for await (const destination of client.destinations.list()) all.push(destination);
  return all;
}

/** Of a task of its own; returns the run's id. */
async function startRun({ agents, tasks, runs }: DeckClient): Promise<string> {
  const agent = await agents.create({ name: "Tester" });
  const task = await tasks.create({ name: "Told", agent_id: agent.id });
  return (await runs.start(task.id, {})).id;
}

import { randomUUID } from "node:crypto";
import { DeckClient } from "../../../../src/api/deckClient.ts";
import type { Fetch } from "../../../../src/api/fetch.ts";
import { ownFetch } from "../../../../src/api/ownFetch.ts";
import type { EventDestination } from "../../../../src/api/schemas/events.ts";
import { Transport } from "../../../../src/api/transport.ts";
import { reasonOf, systemClock } from "../../../../src/base/clock.ts";
import { Emitter } from "../../../../src/base/events.ts";
import { loopbackRoute } from "../../../../src/host/push/loopbackRoute.ts";
import { Push } from "../../../../src/host/push/push.ts";
import type { Route } from "../../../../src/host/push/route.ts";
import type { RunsChange } from "../../../../src/runs/store/runStore.ts";
import { FakeClock } from "../../../support/fakeClock.ts";

type Place = { readonly url: string; readonly key: string };

export function clientOf({ url, key }: Place, fetch: Fetch = ownFetch): DeckClient {
  return new DeckClient(new Transport({ fetch, baseUrl: url, key, clock: systemClock, random: Math.random }), randomUUID);
}

/** A way to the server on which each answer to the making of a destination comes late: when `arrive` is called. */
export function lateAnswers(): { readonly fetch: Fetch; readonly arrive: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const fetch: Fetch = async (url, request) => {
    const answer = await ownFetch(url, request);
    if (request.method === "POST" && url.endsWith("/event-destinations")) await Promise.race([promise, end(request.signal)]);
    return answer;
  };
  return { fetch, arrive: resolve };
}

function end(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(reasonOf(signal)), { once: true }));
}

/** A client of a real server, and what a window does with its push. */
export function pushSetup(place: Place, fetch: Fetch = ownFetch) {
  const client = clientOf(place, fetch);
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

export async function destinationsOf(client: DeckClient): Promise<EventDestination[]> {
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

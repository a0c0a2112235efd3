import { randomBytes } from "node:crypto";
import { hasFailed } from "../../api/apiError.ts";
import type { DeckClient } from "../../api/deckClient.ts";
import type { EventDestination } from "../../api/schemas/events.ts";
import { isLoopback } from "../profile.ts";
import type { Route } from "./route.ts";
import { wantedEvents } from "./wantedEvents.ts";

/** By this name windows know what they, or others like them, have made. */
const mark = "Task Runs for Deck, an editor window";

export function newSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}

export function newPath(): string {
  return randomBytes(24).toString("base64url");
}

/** To a server on this machine: everything is made anew for each window, and none of it outlives the window. */
export function loopbackRoute(client: DeckClient): Route {
  const path = newPath();
  const secret = newSecret();
  return {
    port: 0,
    path,
    secret,
    async announce(port, { asking, making }) {
      await removeLeftovers(client, asking);
      const webhook = { url: `http://127.0.0.1:${port}/${path}`, secret };
      const events = await wantedEvents(client, asking);
      asking.throwIfAborted();
      return (await client.destinations.create({ name: mark, type: "webhook", events, webhook }, { signal: making })).id;
    },
    withdraw: (id, signal) => removeDestination(client, id, signal),
  };
}

/** Gone already is as good. */
export async function removeDestination(client: DeckClient, id: string, signal?: AbortSignal): Promise<void> {
  try {
    await client.destinations.delete(id, signal ? { signal } : {});
  } catch (error) {
    if (!hasFailed(error, "notFound")) throw error;
  }
}

/** What windows have left behind that ended without a chance to clean up. */
async function removeLeftovers(client: DeckClient, signal: AbortSignal): Promise<void> {
  const marked: EventDestination[] = [];
  for await (const destination of client.destinations.list(signal)) if (destination.name === mark) marked.push(destination);
  await Promise.all(
    marked.map(async destination => {
      if (!(await isAttended(destination, signal))) await removeDestination(client, destination.id, signal);
    }),
  );
}

/** A window that lives answers at once, or else it is very busy. */
const answerMs = 2_000;
const longestBusyMs = 3_600_000;

/** Whether a window listens there: its port may have gone to somebody else, who does not know the path. */
async function isAttended({ webhook, created_at }: EventDestination, signal: AbortSignal): Promise<boolean> {
  if (!webhook || !isLoopback(webhook.url)) return false;
  const { ownFetch } = await import("../../api/ownFetch.ts");
  const limit = AbortSignal.timeout(answerMs);
  try {
    const answer = await ownFetch(webhook.url, { method: "GET", headers: {}, signal: AbortSignal.any([signal, limit]), redirect: "manual" });
    return answer.status === 204;
  } catch (error) {
    if (signal.aborted) throw error;
    return limit.aborted && Date.now() - Date.parse(created_at) < longestBusyMs;
  }
}

import { Webhook } from "standardwebhooks";
import * as z from "zod";
import { DeckEvent, EventDeliveryPage, EventDestination } from "../../../src/api/schemas/events.ts";
import { Agent } from "../../../src/api/schemas/resources.ts";
import type { openApp } from "./openApp.ts";
import { until } from "./receiver.ts";

type App = Awaited<ReturnType<typeof openApp>>;

export const subscribe = (app: App, url: string, extra: object = {}, webhook: object = {}) =>
  app.call(EventDestination, "POST", "/v2/event-destinations", {
    name: "Receiver",
    events: ["agent.created"],
    webhook: { url, ...webhook },
    ...extra,
  });

export const destination = (app: App, id: string) => app.call(EventDestination, "GET", `/v2/event-destinations/${id}`);

export const patch = (app: App, id: string, body: object) =>
  app.call(EventDestination, "PATCH", `/v2/event-destinations/${id}`, body);

export const newAgent = (app: App, name = "Agent") => app.call(Agent, "POST", "/v2/agents", { name });

/** One text each, newest first. */
export async function deliveries(app: App, id: string, query = "") {
  const { data } = await app.call(EventDeliveryPage, "GET", `/v2/event-destinations/${id}/event-deliveries?${query}`);
  return data.map(({ status, attempts, delivered_at }) => `${status} ${attempts}${delivered_at ? " delivered" : ""}`);
}

/** Once the store has as many deliveries like this. */
export const stored = (app: App, count: number, clause: string) =>
  until(() => app.deck.store.outbox.deliveries.count(`WHERE ${clause}`) === count);

/** The names of the agents that the messages tell of. */
export const namesIn = (got: readonly { body: string }[]) =>
  got.map(({ body }) => z.string().parse(DeckEvent.parse(JSON.parse(body)).data["name"]));

/** What the library of the scheme makes of a message. */
export function verified(secret: string, { headers, body }: { headers: object; body: string }): DeckEvent {
  const texts = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  return DeckEvent.parse(new Webhook(secret).verify(body, Object.fromEntries(texts)));
}

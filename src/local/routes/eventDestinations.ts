import * as z from "zod";
import { EventDeliveryPage, EventDestination, EventDestinationPage } from "../../api/schemas/events.ts";
import type { EventDelivery } from "../../api/schemas/events.ts";
import { parseHeaders } from "../events/customHeaders.ts";
import { addDestination, changeDestination } from "../events/destinations.ts";
import { newWebhookSecret } from "../events/signature.ts";
import { openSecrets, rotated } from "../events/webhookSecrets.ts";
import { newId } from "../ids.ts";
import type { Deck } from "../server/deck.ts";
import { pageFrom, PageParameters, pageParameters } from "../server/paging.ts";
import { notFound } from "../server/refusal.ts";
import { none, route } from "../server/route.ts";
import type { EventDeliveryRow, EventDestinationRow } from "../store/rows.ts";
import { among } from "../store/table.ts";
import { Deletion, deletion } from "./deletion.ts";
import { ChangedDestination, NewDestination, refuseOtherConfigs, shownConfig } from "./destinationBody.ts";
import { iso, times } from "./times.ts";

const tag = "Event Destinations";

const DeliveriesQuery = z.object({
  ...pageParameters,
  status: z.array(z.string()).optional(),
  type: z.array(z.string()).optional(),
});

export const eventDestinationRoutes = [
  route({
    method: "POST",
    path: "/event-destinations",
    tag,
    summary: "Create an event destination",
    query: none,
    body: NewDestination,
    reply: EventDestination,
    status: 201,
    handle: ({ deck, body }) => create(deck, body),
  }),
  route({
    method: "GET",
    path: "/event-destinations",
    tag,
    summary: "List event destinations",
    query: PageParameters,
    body: none,
    reply: EventDestinationPage,
    handle: ({ deck, query }) => pageFrom(deck.store.outbox.destinations, query, written),
  }),
  route({
    method: "GET",
    path: "/event-destinations/{id}",
    tag,
    summary: "Retrieve an event destination",
    query: none,
    body: none,
    reply: EventDestination,
    handle: ({ deck, id }) => written(destinationRow(deck, id)),
  }),
  route({
    method: "PATCH",
    path: "/event-destinations/{id}",
    tag,
    summary: "Update an event destination",
    query: none,
    body: ChangedDestination,
    reply: EventDestination,
    handle: ({ deck, id, body }) => written(change(deck, destinationRow(deck, id), body)),
  }),
  route({
    method: "DELETE",
    path: "/event-destinations/{id}",
    tag,
    summary: "Delete an event destination",
    query: none,
    body: none,
    reply: Deletion,
    handle({ deck, id }) {
      destinationRow(deck, id);
      deck.store.outbox.remove(id);
      return deletion("event_destination", id);
    },
  }),
  route({
    method: "GET",
    path: "/event-destinations/{id}/event-deliveries",
    tag,
    summary: "List the deliveries to an event destination",
    query: DeliveriesQuery,
    body: none,
    reply: EventDeliveryPage,
    handle({ deck, id, query }) {
      const filters = [
        among("destination_id", [destinationRow(deck, id).id]),
        // Nothing has become yet of what was never tried.
        { sql: "status IS NOT NULL", values: [] },
        ...(query.status ? [among("status", query.status)] : []),
        ...(query.type ? [among("event_type", query.type)] : []),
      ];
      return pageFrom(deck.store.outbox.deliveries, { ...query, filters }, writtenDelivery);
    },
  }),
];

function destinationRow({ store }: Deck, id: string): EventDestinationRow {
  const row = store.outbox.destinations.get(id);
  if (!row) throw notFound("event_destination", id);
  return row;
}

/** A secret that was made here is shown this once: nobody could verify anything without it. */
function create(deck: Deck, body: NewDestination): z.input<typeof EventDestination> {
  const { store, clock, vault } = deck;
  const { name, type, events, webhook } = body;
  refuseOtherConfigs(body, type);
  const at = clock.now();
  const id = newId("evtd");
  const secret = webhook?.secret ?? newWebhookSecret();
  const headers = parseHeaders(webhook?.custom_headers ?? "") ?? {};
  const row = {
    id,
    created_at: at,
    updated_at: at,
    name,
    status: "active" as const,
    type,
    events,
    config: shownConfig(body, type),
    secret: webhook ? vault.seal({ secret, former: [], headers }, id) : null,
  };
  addDestination(store, row);
  const answer = written(row);
  return webhook && !webhook.secret ? { ...answer, webhook: { url: webhook.url, secret } } : answer;
}

function change(deck: Deck, row: EventDestinationRow, body: ChangedDestination): EventDestinationRow {
  const { store, clock } = deck;
  refuseOtherConfigs(body, row.type);
  const { name = row.name, status = row.status, events = row.events } = body;
  const config = { ...row.config, ...shownConfig(body, row.type) };
  return changeDestination(store, row, { name, status, events, config, secret: changedSecret(deck, row, body) }, clock.now());
}

/** null takes the headers away; the secret stays where none is given. */
function changedSecret({ vault, clock }: Deck, row: EventDestinationRow, { webhook }: ChangedDestination): string | null {
  if (!webhook?.secret && webhook?.custom_headers === undefined) return row.secret;
  const now = openSecrets(vault, row);
  const secrets = webhook.secret ? rotated(now, webhook.secret, clock.now()) : now;
  const { custom_headers } = webhook;
  const headers = custom_headers === undefined ? secrets.headers : (parseHeaders(custom_headers ?? "") ?? {});
  return vault.seal({ ...secrets, headers }, row.id);
}

function written(row: Omit<EventDestinationRow, "seq" | "secret">) {
  const { id, name, status, type, events, config } = row;
  return { id, object: "event_destination", name, status, type, events, [type]: config, ...times(row) };
}

function writtenDelivery(row: EventDeliveryRow): EventDelivery {
  const { id, status, event_type, event_id, destination_id, attempts, created_at, delivered_at } = row;
  return {
    id,
    object: "event_delivery",
    status: status ?? "failure",
    event_type,
    event_id,
    event_destination_id: destination_id,
    attempts,
    created_at: iso(created_at),
    delivered_at: delivered_at === null ? null : iso(delivered_at),
  };
}

import * as z from "zod";
import { DeckEvent, DeckEventPage, EventTypes } from "../../api/schemas/events.ts";
import { eventTypes } from "../../api/schemas/eventTypes.ts";
import { forgottenUpTo } from "../events/retention.ts";
import { writtenEvent } from "../events/writtenEvent.ts";
import { pageFrom, pageParameters } from "../server/paging.ts";
import { notFound } from "../server/refusal.ts";
import { none, route } from "../server/route.ts";
import { among } from "../store/table.ts";
import { createdFilters, createdParameters } from "./created.ts";

const tag = "Events";

const EventsQuery = z.object({ ...pageParameters, ...createdParameters, type: z.array(z.string()).optional() });

export const eventRoutes = [
  route({
    method: "GET",
    path: "/events",
    tag,
    summary: "List events",
    query: EventsQuery,
    body: none,
    reply: DeckEventPage,
    handle({ deck, query }) {
      const filters = [
        ...(query.type ? [among("type", query.type)] : []),
        ...createdFilters(query),
        { sql: "created_at > ?", values: [forgottenUpTo(deck.clock.now())] },
      ];
      return pageFrom(deck.store.events, { ...query, filters }, writtenEvent);
    },
  }),
  route({
    method: "GET",
    path: "/events/{id}",
    tag,
    summary: "Retrieve an event",
    query: none,
    body: none,
    reply: DeckEvent,
    handle({ deck, id }) {
      const event = deck.store.events.get(id);
      if (!event || event.created_at <= forgottenUpTo(deck.clock.now())) throw notFound("event", id);
      return writtenEvent(event);
    },
  }),
  route({
    method: "GET",
    path: "/event-types",
    tag,
    summary: "List event types",
    query: none,
    body: none,
    reply: EventTypes,
    handle: () => ({ data: [...eventTypes] }),
  }),
];

import * as z from "zod";
import type { Deck } from "../server/deck.ts";
import { Fault, NewFault } from "../server/faults.ts";
import { notFound } from "../server/refusal.ts";
import { none, route } from "../server/route.ts";
import { iso } from "./times.ts";

const tag = "Control";
const yearMs = 366 * 24 * 3_600_000;

const Time = z.object({
  now: z.string().meta({ format: "date-time" }),
  speed: z.number().describe("How many times faster than the real time it goes."),
});
const FaultList = z.object({ data: z.array(Fault) });
const Deleted = z.object({ id: z.string(), object: z.literal("fault"), deleted: z.literal(true) });

/** Faults, the clock, and beginning anew. */
export const steeringRoutes = [
  route({
    method: "POST",
    path: "/faults",
    tag,
    summary: "Let the next calls that match go wrong",
    query: none,
    body: NewFault,
    reply: Fault,
    status: 201,
    handle: ({ deck, body }) => deck.faults.add(body),
  }),
  route({
    method: "GET",
    path: "/faults",
    tag,
    summary: "List the faults that are still to come",
    query: none,
    body: none,
    reply: FaultList,
    handle: ({ deck }) => ({ data: deck.faults.all }),
  }),
  route({
    method: "DELETE",
    path: "/faults",
    tag,
    summary: "Take back all faults",
    query: none,
    body: none,
    reply: FaultList,
    handle({ deck }) {
      deck.faults.clear();
      return { data: [] };
    },
  }),
  route({
    method: "DELETE",
    path: "/faults/{id}",
    tag,
    summary: "Take back a fault",
    query: none,
    body: none,
    reply: Deleted,
    handle({ deck, id }) {
      if (!deck.faults.remove(id)) throw notFound("fault", id);
      return { id, object: "fault" as const, deleted: true as const };
    },
  }),
  route({
    method: "GET",
    path: "/clock",
    tag,
    summary: "Retrieve the time of Local Deck",
    query: none,
    body: none,
    reply: Time,
    handle: ({ deck }) => timeOf(deck),
  }),
  route({
    method: "POST",
    path: "/clock",
    tag,
    summary: "Move the time forward; answered once all that comes due has happened",
    query: none,
    body: z.object({ advance_ms: z.int().min(0).max(yearMs) }),
    reply: Time,
    // What comes due is written by those who waited for it, each in a transaction of its own.
    check: ({ deck, body }) => deck.clock.advance(body.advance_ms),
    handle: ({ deck }) => timeOf(deck),
  }),
  route({
    method: "POST",
    path: "/reset",
    tag,
    summary: "Forget all resources, runs, files, events and faults; key, clock and scenarios folder stay",
    query: none,
    body: none,
    reply: Time,
    handle({ deck }) {
      deck.engine.reset();
      deck.store.reset();
      deck.faults.clear();
      return timeOf(deck);
    },
  }),
];

function timeOf({ clock }: Deck) {
  return { now: iso(clock.now()), speed: clock.speed };
}

import * as z from "zod";
import type { Deck } from "../server/deck.ts";
import { conflict } from "../server/refusal.ts";
import { none, route } from "../server/route.ts";
import { scenarioRoutes } from "./controlScenarios.ts";
import { steeringRoutes } from "./controlSteering.ts";
import { Run } from "./replies.ts";
import { existingRun } from "./taskRuns.ts";
import { writtenRun } from "./writtenRun.ts";

const tag = "Control";
const Review = z.object({ note: z.string().max(10_000).nullish() });

/** Under `/control`: what the service keeps in its Console, and what a sandbox needs besides. */
export const controlRoutes = [
  ...scenarioRoutes,
  ...steeringRoutes,
  route({
    method: "POST",
    path: "/task-runs/{id}/approve",
    tag,
    summary: "Approve the review that a run waits for",
    query: none,
    body: Review,
    reply: Run,
    handle({ deck, id, body }) {
      wantReview(deck, id);
      return writtenRun(deck.engine.approve(id, body.note ?? undefined));
    },
  }),
  route({
    method: "POST",
    path: "/task-runs/{id}/reject",
    tag,
    summary: "Reject the review that a run waits for: the run fails",
    query: none,
    body: Review,
    reply: Run,
    handle({ deck, id, body }) {
      wantReview(deck, id);
      return writtenRun(deck.engine.reject(id, body.note ?? undefined));
    },
  }),
];

function wantReview(deck: Deck, id: string): void {
  const { status, reply } = existingRun(deck, id);
  if (status !== "review_required") throw conflict("task_run", status, `The run is ${status}; it does not wait for a review.`);
  if (reply) throw conflict("task_run", "approved", "The run has been approved already.");
}

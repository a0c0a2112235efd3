import assert from "node:assert/strict";
import { ApiError } from "../../../src/api/apiError.ts";
import type { Fetch } from "../../../src/api/fetch.ts";
import { deckSetup, outcomeOf } from "./deckSetup.ts";
import type { Answer, Place } from "../../support/network/tinyServer.ts";

/** The error that comes of a server's answer, and what the server saw. */
export async function failureOf(call: { answer: Answer; fetch?: Fetch; place?: Place | undefined }) {
  await using deck = await deckSetup({ answers: [call.answer], ...call });
  const { result } = await outcomeOf(deck.clock, deck.client.test());
  assert.equal(result.status, "rejected");
  assert.ok(result.reason instanceof ApiError);
  return { error: result.reason, seen: deck.server.seen, origin: deck.server.origin };
}

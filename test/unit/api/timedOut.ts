import type { Fetch } from "../../../src/api/fetch.ts";
import type { Answer, Place } from "../../support/network/tinyServer.ts";
import { turn } from "../../support/turn.ts";
import { deckSetup, outcomeOf } from "./deckSetup.ts";

/** Takes the request, and begins an answer that does not end. */
export const halfAnswer: Answer = response => void response.writeHead(200, { "content-length": "100" }).write("{");

/** A key check in which 30 seconds pass whenever a request waits at the server for its answer. */
export async function timedOut(call: { answer: Answer; fetch?: Fetch; place?: Place }) {
  await using deck = await deckSetup({ answers: [call.answer], random: () => 0, ...call });
  const outcome = outcomeOf(deck.clock, deck.client.test());
  // The third attempt is given what is left of the time for all, which passes by itself.
  for (let waiting = 1; waiting <= 2; waiting++) {
    while (deck.server.seen.length < waiting) await turn();
    await turn();
    deck.clock.advance(30_000);
  }
  return { ...(await outcome), pending: deck.clock.pending };
}

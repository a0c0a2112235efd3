import { DeckClient } from "../../../src/api/deckClient.ts";
import type { Fetch } from "../../../src/api/fetch.ts";
import { ownFetch } from "../../../src/api/ownFetch.ts";
import { type Ledger, Transport } from "../../../src/api/transport.ts";
import { FakeClock } from "../../support/fakeClock.ts";
import { turn } from "../../support/turn.ts";
import { type Answer, type Place, serving } from "../../support/network/tinyServer.ts";

export const key = "sk_live_0123456789abcdef";

interface Choices {
  readonly answers: readonly Answer[];
  readonly place?: Place | undefined;
  readonly fetch?: Fetch;
  readonly random?: () => number;
  /** Where the client turns to, instead of the server that was started. */
  readonly baseUrl?: string;
  readonly key?: string;
  readonly ledger?: (clock: FakeClock) => Ledger;
  readonly log?: (line: string) => void;
}

/** A client and a real server for it; idempotency keys are key-1, key-2 and so on. */
export async function deckSetup({ answers, place = {}, random = () => 0.5, fetch = ownFetch, ...choices }: Choices) {
  const server = await serving(place, answers);
  const clock = new FakeClock();
  const baseUrl = choices.baseUrl ?? `${server.origin}/v2`;
  const { ledger, log } = choices;
  const transport = new Transport({
    fetch,
    baseUrl,
    key: choices.key ?? key,
    clock,
    random,
    ...(ledger && { ledger: ledger(clock) }),
    ...(log && { log }),
  });
  let keys = 0;
  const client = new DeckClient(transport, () => `key-${++keys}`);
  return { server, clock, transport, client, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

/** How long one attempt may take: a timer that is set to it is no pause. */
const attemptLimitMs = 30_000;
/** A call that has not ended by then, in real time, never will. */
const patienceMs = 50_000;

/** What comes of it, and how long the client waited between its attempts. The clock moves only while it waits. */
export async function outcomeOf<T>(clock: FakeClock, call: Promise<T>) {
  const pauses: number[] = [];
  const results: PromiseSettledResult<T>[] = [];
  void Promise.allSettled([call]).then(ended => results.push(...ended));
  for (const end = Date.now() + patienceMs; Date.now() < end; ) {
    await turn();
    const [result] = results;
    if (result) return { result, pauses };
    const soonest = clock.pending[0];
    if (soonest === undefined || soonest === attemptLimitMs) continue;
    pauses.push(soonest);
    clock.advance(soonest);
  }
  throw new Error("The call does not end");
}

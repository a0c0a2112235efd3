import assert from "node:assert/strict";
import type { ApiFailure } from "../../../src/api/apiError.ts";
import type { DeckClient } from "../../../src/api/deckClient.ts";
import { turn } from "../../support/turn.ts";
import { deckSetup, outcomeOf } from "./deckSetup.ts";
import { halfAnswer, timedOut } from "./timedOut.ts";
import { freshRun } from "./schemas/documentedRun.ts";
import { type Answer, breakOff, json, plain, silence } from "../../support/network/tinyServer.ts";

const ready = json({ status: "ready" });

describe("an act", () => {
  const acts: [title: string, act: (client: DeckClient) => Promise<unknown>][] = [
    ["starting a run", client => client.runs.start("task_1", { input: { month: 3 } })],
    ["canceling a run", client => client.runs.cancel("trun_1")],
    ["answering a run", client => client.runs.answer("trun_1", { code: "1" })],
  ];
  for (const [title, act] of acts) {
    it(`keeps its idempotency key and its body over a repetition: ${title}`, async () => {
      await using deck = await deckSetup({ answers: [breakOff, plain("", 503), json(freshRun())] });
      const { result } = await outcomeOf(deck.clock, act(deck.client));
      assert.equal(result.status, "fulfilled");
      const [first, ...rest] = deck.server.seen.map(({ method, url, body, headers }) => [method, url, body, headers["idempotency-key"]]);
      assert.equal(first?.[3], "key-1");
      assert.deepEqual(rest, [first, first]);
    });
  }
});

describe("the time limit", () => {
  for (const [title, answer] of [["no answer comes", silence], ["an answer does not end", halfAnswer]] as const) {
    it(`ends each attempt when ${title}`, async () => {
      const { result } = await timedOut({ answer });
      assert.ok(result.status === "rejected");
      assert.deepEqual(result.reason.failure, { kind: "unreachable", obstacle: "timeout" } satisfies ApiFailure);
      assert.match(result.reason.message, /^127\.0\.0\.1:\d+ did not answer in time\./);
    });
  }

  it("is forgotten with the answer", async () => {
    await using deck = await deckSetup({ answers: [ready] });
    await deck.client.test();
    assert.deepEqual(deck.clock.pending, []);
  });
});

describe("a caller that stops waiting", () => {
  const reason = new Error("view closed");

  it("hears its own reason, not a failure of the service", async () => {
    await using deck = await deckSetup({ answers: [silence] });
    const controller = new AbortController();
    const call = outcomeOf(deck.clock, deck.client.test(controller.signal));
    while (deck.server.seen.length === 0) await turn();
    controller.abort(reason);
    assert.deepEqual((await call).result, { status: "rejected", reason });
  });

  it("hears it in the middle of an answer", async () => {
    const started = Promise.withResolvers<void>();
    const halfAnswer: Answer = response => void response.writeHead(200, { "content-length": "100" }).write("{", () => started.resolve());
    await using deck = await deckSetup({ answers: [halfAnswer] });
    const controller = new AbortController();
    const call = outcomeOf(deck.clock, deck.client.test(controller.signal));
    await started.promise;
    controller.abort(reason);
    assert.deepEqual((await call).result, { status: "rejected", reason });
  });

  it("hears it between two attempts, and no further one is made", async () => {
    await using deck = await deckSetup({ answers: [plain("", 500)] });
    const controller = new AbortController();
    const call = Promise.allSettled([deck.client.test(controller.signal)]);
    while (deck.clock.pending[0] !== 500) await turn();
    controller.abort(reason);
    assert.deepEqual(await call, [{ status: "rejected", reason }]);
    assert.deepEqual([deck.server.seen.length, deck.clock.pending], [1, []]);
  });

  it("makes no request if it has stopped before", async () => {
    await using deck = await deckSetup({ answers: [ready] });
    await assert.rejects(deck.client.test(AbortSignal.abort(reason)), reason);
    assert.equal(deck.server.seen.length, 0);
  });
});

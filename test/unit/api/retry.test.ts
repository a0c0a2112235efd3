import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { ServiceTest } from "../../../src/api/schemas/resources.ts";
import { turn } from "../../support/turn.ts";
import { deckSetup, outcomeOf } from "./deckSetup.ts";
import { type Answer, breakOff, hangUp, json, plain, silence } from "../../support/network/tinyServer.ts";

const ready = json({ status: "ready" });
const sessionsFull = json({ errors: [{ type: "rate_limit", code: "session_limit_exceeded", message: "Full." }] }, 429);

describe("a call that fails", () => {
  const again: [title: string, answer: Answer][] = [
    ["500", plain("", 500)],
    ["502", plain("", 502)],
    ["503", plain("", 503)],
    ["504", plain("", 504)],
    ["408", plain("", 408)],
    ["425", plain("", 425)],
    ["429", plain("", 429)],
    ["a lost connection", hangUp],
    ["an answer that breaks off", breakOff],
  ];
  for (const [title, answer] of again) {
    it(`is made again after ${title}`, async () => {
      await using deck = await deckSetup({ answers: [answer, ready] });
      const { result, pauses } = await outcomeOf(deck.clock, deck.client.test());
      assert.equal(result.status, "fulfilled");
      assert.deepEqual([deck.server.seen.length, pauses], [2, [500]]);
    });
  }

  const once: [title: string, answer: Answer][] = [
    ["400", json({ errors: {} }, 400)],
    ["401", plain("", 401)],
    ["403", plain("", 403)],
    ["404", plain("", 404)],
    ["410", plain("", 410)],
    ["418", plain("", 418)],
    ["409", plain("", 409)],
    ["422", plain("", 422)],
    ["429 for want of a session", sessionsFull],
    ["429 that wants an hour", plain("", 429, { "retry-after": "3600" })],
    ["a redirect to elsewhere", plain("", 302, { location: "https://elsewhere.example.test/" })],
    ["an answer that is no JSON", plain("<html>")],
  ];
  for (const [title, answer] of once) {
    it(`is not made again after ${title}`, async () => {
      await using deck = await deckSetup({ answers: [answer, ready] });
      const { result, pauses } = await outcomeOf(deck.clock, deck.client.test());
      assert.equal(result.status, "rejected");
      assert.deepEqual([deck.server.seen.length, pauses], [1, []]);
    });
  }

  it("is made three times at most, with the last failure for an answer", async () => {
    await using deck = await deckSetup({ answers: [plain("", 500), plain("", 502), plain("", 503), ready] });
    const { result, pauses } = await outcomeOf(deck.clock, deck.client.test());
    assert.ok(result.status === "rejected");
    assert.deepEqual(result.reason.failure, { kind: "failed", status: 503 });
    assert.deepEqual([deck.server.seen.length, pauses], [3, [500, 1_000]]);
  });

  it("spreads its repetitions over the whole time, from nothing on", async () => {
    for (const [random, expected] of [[0, [0, 0]], [0.25, [250, 500]], [0.999, [999, 1_998]]] as const) {
      await using deck = await deckSetup({ answers: [plain("", 500)], random: () => random });
      assert.deepEqual((await outcomeOf(deck.clock, deck.client.test())).pauses, expected);
    }
  });
});

describe("Retry-After", () => {
  /** The clock of the client stands at noon; where the server says its own time, that counts. */
  const noon = "Tue, 31 Mar 2026 12:00:00 GMT";
  const tomorrow = "Wed, 01 Apr 2026 12:00:00 GMT";
  const cases: [title: string, headers: Record<string, string>, pauses: number[]][] = [
    ["in seconds is obeyed", { "retry-after": "7" }, [7_000]],
    ["in parts of a second is obeyed", { "retry-after": "0.5" }, [500]],
    ["of nothing is obeyed", { "retry-after": "0" }, [0]],
    ["of nearly half a minute is obeyed", { "retry-after": "29" }, [29_000]],
    ["of more is longer than a caller waits", { "retry-after": "31" }, []],
    ["as a date is obeyed", { "retry-after": "Tue, 31 Mar 2026 12:00:07 GMT" }, [7_000]],
    ["as a date goes by the clock of the server", { "retry-after": "Wed, 01 Apr 2026 12:00:07 GMT", date: tomorrow }, [7_000]],
    ["as a date that is over is obeyed", { "retry-after": "Tue, 31 Mar 2026 11:00:00 GMT", date: noon }, [0]],
    ["as a date too far away is longer than a caller waits", { "retry-after": tomorrow, date: noon }, []],
    ["that is no date is not read", { "retry-after": "tomorrow at 5" }, [500]],
    ["below nothing is not read", { "retry-after": "-5" }, [500]],
  ];
  for (const status of [429, 503]) {
    for (const [title, headers, expected] of cases) {
      it(`${title} (${status})`, async () => {
        const answer: Answer = response => {
          response.sendDate = false;
          response.writeHead(status, headers).end();
        };
        await using deck = await deckSetup({ answers: [answer, ready] });
        const { result, pauses } = await outcomeOf(deck.clock, deck.client.test());
        assert.deepEqual([pauses, result.status], [expected, expected.length > 0 ? "fulfilled" : "rejected"]);
      });
    }
  }
});

describe("an act without an idempotency key", () => {
  for (const method of ["POST", "PATCH", "DELETE"] as const) {
    it(`is not repeated, as it would count twice: ${method}`, async () => {
      await using deck = await deckSetup({ answers: [breakOff, ready] });
      const { result } = await outcomeOf(deck.clock, deck.transport.send({ method, route: "/things" }, ServiceTest));
      assert.equal(result.status, "rejected");
      assert.deepEqual(deck.server.seen.map(one => [one.method, one.url]), [[method, "/v2/things"]]);
    });
  }
});

describe("the limit for all attempts together", () => {
  it("leaves the last one less time", async () => {
    await using deck = await deckSetup({ answers: [silence], random: () => 0 });
    const call = Promise.allSettled([deck.client.test()]);
    for (const [waiting, limit] of [30_000, 30_000, 15_000].entries()) {
      while (deck.clock.pending[0] === 0 || deck.server.seen.length <= waiting) {
        if (deck.clock.pending[0] === 0) deck.clock.advance(0);
        await turn();
      }
      assert.deepEqual(deck.clock.pending, [limit]);
      deck.clock.advance(limit);
    }
    const [result] = await call;
    assert.ok(result?.status === "rejected");
    assert.deepEqual(result.reason.failure, { kind: "unreachable", obstacle: "timeout" });
    assert.deepEqual([deck.server.seen.length, deck.clock.pending], [3, []]);
  });

  it("leaves no time for a pause that goes beyond it", async () => {
    const late = Promise.withResolvers<ServerResponse>();
    await using deck = await deckSetup({ answers: [silence, late.resolve], random: () => 0 });
    const call = Promise.allSettled([deck.client.test()]);
    while (deck.server.seen.length < 1) await turn();
    deck.clock.advance(30_000);
    while (deck.clock.pending[0] !== 0) await turn();
    deck.clock.advance(0);
    const response = await late.promise;
    deck.clock.advance(29_000);
    response.writeHead(503, { "retry-after": "30" }).end();
    const [result] = await call;
    assert.ok(result?.status === "rejected");
    assert.deepEqual(result.reason.failure, { kind: "failed", status: 503, retryAfterMs: 30_000 });
    assert.deepEqual([deck.server.seen.length, deck.clock.pending], [2, []]);
  });
});

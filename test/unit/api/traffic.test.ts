import assert from "node:assert/strict";
import { type Exchange, Traffic } from "../../../src/api/traffic.ts";
import { FakeClock } from "../../support/fakeClock.ts";
import { deckSetup, key, outcomeOf } from "./deckSetup.ts";
import { freshRun } from "./schemas/documentedRun.ts";
import { hangUp, json, plain } from "../../support/network/tinyServer.ts";

const minuteMs = 60_000;
const one: Exchange = { kind: "GET /test", requests: 1, isRetry: false, status: 200, bytesSent: 0, bytesReceived: 10, ms: 5 };

function setup() {
  const clock = new FakeClock();
  return { clock, traffic: new Traffic(clock) };
}

describe("the traffic", () => {
  it("is nothing at first", () => {
    const { traffic } = setup();
    const total = { requests: 0, retries: 0, limited: 0, failed: 0, bytesSent: 0, bytesReceived: 0, ms: 0 };
    assert.deepEqual(traffic.report(), { minutes: [], kinds: [], total });
  });

  it("is counted by kind, busiest first", () => {
    const { traffic } = setup();
    traffic.note(one);
    traffic.note({ ...one, kind: "POST /token", bytesSent: 7, status: 429 });
    traffic.note({ ...one, kind: "POST /token", bytesSent: 7, isRetry: true, status: undefined });
    const { kinds, total } = traffic.report();
    assert.deepEqual(kinds, [
      { kind: "POST /token", requests: 2, retries: 1, limited: 1, failed: 2, bytesSent: 14, bytesReceived: 20, ms: 10 },
      { kind: "GET /test", requests: 1, retries: 0, limited: 0, failed: 0, bytesSent: 0, bytesReceived: 10, ms: 5 },
    ]);
    assert.deepEqual(total, { requests: 3, retries: 1, limited: 1, failed: 2, bytesSent: 14, bytesReceived: 30, ms: 15 });
  });

  it("is counted by the minute", () => {
    const { clock, traffic } = setup();
    const began = clock.now();
    traffic.note(one);
    clock.advance(2 * minuteMs);
    traffic.note(one);
    traffic.note(one);
    const found = traffic.report().minutes.map(({ at, kinds }) => [at - began, kinds["GET /test"]?.requests]);
    assert.deepEqual(found, [[0, 1], [2 * minuteMs, 2]]);
  });

  it("is forgotten after an hour", () => {
    const { clock, traffic } = setup();
    traffic.note(one);
    clock.advance(59 * minuteMs);
    assert.equal(traffic.report().total.requests, 1);
    clock.advance(minuteMs);
    assert.equal(traffic.report().total.requests, 0);
  });

  it("is bounded to an hour however long it goes on", () => {
    const { clock, traffic } = setup();
    for (let minute = 0; minute < 200; minute++, clock.advance(minuteMs)) traffic.note(one);
    assert.equal(traffic.report().minutes.length, 59);
  });

  it("forgets what a clock that is set back has left in the future", () => {
    const { clock, traffic } = setup();
    traffic.note(one);
    clock.advance(-10 * minuteMs);
    assert.equal(traffic.report().total.requests, 0);
  });
});

describe("a client's traffic", () => {
  it("names calls by their route, never by their ids", async () => {
    await using deck = await deckSetup({ answers: [plain("", 503), json(freshRun())] });
    await outcomeOf(deck.clock, deck.client.runs.answer("trun_1", { code: "12€" }));
    const sent = Buffer.byteLength('{"input":{"code":"12€"}}');
    const { kinds } = deck.client.traffic();
    assert.deepEqual(kinds, [
      { kind: "POST /task-runs/{id}/interaction", requests: 2, retries: 1, limited: 0, failed: 1, bytesSent: 2 * sent, bytesReceived: Buffer.byteLength(JSON.stringify(freshRun())), ms: 500 - 500 },
    ]);
  });

  it("counts downloads, and redirects as requests", async () => {
    await using deck = await deckSetup({ answers: [plain("", 307, { location: "/b" }), plain("abc")] });
    await deck.client.download(`${deck.server.origin}/a`);
    const [found] = deck.client.traffic().kinds;
    assert.deepEqual([found?.kind, found?.requests, found?.bytesReceived], ["GET (file)", 2, 3]);
  });

  it("is the same for what happens by itself", async () => {
    await using deck = await deckSetup({ answers: [json({ status: "ready" })] });
    await deck.client.inBackground().test();
    assert.equal(deck.client.traffic().total.requests, 1);
  });
});

describe("the log", () => {
  it("has a line for each attempt", async () => {
    const lines: string[] = [];
    const log = (line: string): void => void lines.push(line);
    await using deck = await deckSetup({ answers: [hangUp, json({ errors: [], request_id: "req_1" }, 503), json({ ...freshRun(), request_id: "req_2" })], log });
    await outcomeOf(deck.clock, deck.client.runs.get("trun_secret", ["input"]));
    assert.deepEqual(lines, [
      "GET /task-runs/{id} unreachable (reset) 0 ms",
      "GET /task-runs/{id} 503 failed 0 ms req_1 attempt 2",
      "GET /task-runs/{id} 200 0 ms req_2 attempt 3",
    ]);
  });

  it("holds neither the key nor what is sent, asked or answered", async () => {
    const lines: string[] = [];
    const log = (line: string): void => void lines.push(line);
    const answer = json({ errors: [{ type: "request", code: "x", message: "secret answer" }], request_id: "secret\nname" }, 422, { "x-request-id": "secret name" });
    await using deck = await deckSetup({ answers: [answer], log });
    const { runs, credentials } = deck.client;
    await Promise.allSettled([
      runs.start("secret_id", { input: "secret" }),
      runs.page({ cursor: "secret" }),
      credentials.create({ source_id: "secret", auth_credentials: { password: "secret" } }, { idempotencyKey: "secret" }),
      deck.client.download(`${deck.server.origin}/secret?signature=secret`),
    ]);
    assert.equal(lines.length, 4);
    assert.equal(/secret/i.test(lines.join("\n")) || lines.join().includes(key), false);
  });

  it("says that a caller has stopped", async () => {
    const lines: string[] = [];
    const control = new AbortController();
    await using deck = await deckSetup({ answers: [() => control.abort()], log: line => void lines.push(line) });
    await Promise.allSettled([deck.client.test(control.signal)]);
    assert.deepEqual(lines, ["GET /test stopped 0 ms"]);
  });
});

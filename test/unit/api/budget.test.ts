import assert from "node:assert/strict";
import { Budget, type Priority } from "../../../src/api/budget.ts";
import { newLedger } from "../../../src/api/transport.ts";
import { FakeClock } from "../../support/fakeClock.ts";
import { turn } from "../../support/turn.ts";
import { deckSetup } from "./deckSetup.ts";
import { json, plain } from "../../support/network/tinyServer.ts";

/** A bucket of 4 of which 2 are for persons, refilled by one a second. */
function setup(size = { burst: 4, perSecond: 1, reserve: 2 }) {
  const clock = new FakeClock();
  const budget = new Budget(clock, size);
  const gone: string[] = [];
  const take = (name: string, priority: Priority = "person", signal?: AbortSignal): Promise<void> =>
    budget.take(priority, signal).then(() => void gone.push(name));
  const names = (count: number, priority: Priority, prefix: string) => {
    for (let number = 1; number <= count; number++) void take(`${prefix}${number}`, priority);
  };
  return { clock, budget, gone, take, names };
}

describe("the budget", () => {
  it("lets the burst go at once, and then one after the other", async () => {
    const { clock, gone, names } = setup();
    names(6, "person", "p");
    await turn();
    assert.deepEqual(gone, ["p1", "p2", "p3", "p4"]);
    await clock.play(999);
    assert.equal(gone.length, 4);
    await clock.play(1);
    assert.deepEqual(gone.slice(4), ["p5"]);
    await clock.play(1_000);
    assert.deepEqual([gone.slice(4), clock.pending], [["p5", "p6"], []]);
  });

  it("keeps its reserve from what happens by itself", async () => {
    const { clock, gone, names, take } = setup();
    names(4, "background", "b");
    await turn();
    assert.deepEqual(gone, ["b1", "b2"]);
    await take("p1");
    await take("p2");
    assert.deepEqual(gone.slice(2), ["p1", "p2"]);
    await clock.play(2_999);
    assert.equal(gone.length, 4);
    await clock.play(1);
    assert.deepEqual(gone.slice(4), ["b3"]);
  });

  it("lets persons go first, in their order", async () => {
    const { clock, gone, names } = setup();
    names(4, "person", "burst");
    names(1, "background", "b");
    names(2, "person", "p");
    await clock.play(10_000);
    assert.deepEqual(gone.slice(4), ["p1", "p2", "b1"]);
  });

  it("gives what happens by itself a share of what very many acts take", async () => {
    const { clock, gone, names } = setup();
    names(4, "person", "burst");
    names(3, "background", "b");
    names(20, "person", "p");
    await clock.play(22_000);
    assert.deepEqual([gone.indexOf("b1"), gone.indexOf("b2"), gone.includes("b3")], [4 + 7, 4 + 15, false]);
    assert.equal(gone.filter(name => name.startsWith("p")).length, 20);
  });

  it("gives no share while the service wants a rest", async () => {
    const { clock, budget, gone, names } = setup();
    names(4, "person", "burst");
    budget.hold(15_000);
    names(1, "background", "b");
    names(20, "person", "p");
    await clock.play(14_000);
    assert.deepEqual([gone.length, gone.includes("b1")], [18, false]);
    await clock.play(2_000);
    assert.ok(gone.includes("b1"));
  });

  it("holds only what happens by itself after the service asked for a rest", async () => {
    const { clock, budget, gone, names } = setup();
    budget.hold(5_000);
    names(1, "background", "b");
    names(1, "person", "p");
    await clock.play(4_999);
    assert.deepEqual(gone, ["p1"]);
    await clock.play(1);
    assert.deepEqual(gone, ["p1", "b1"]);
  });

  it("forgets who stops waiting", async () => {
    const { clock, gone, names, take } = setup();
    const reason = new Error("enough");
    const control = new AbortController();
    names(4, "person", "burst");
    const stopped = take("stopped", "person", control.signal);
    names(1, "person", "p");
    control.abort(reason);
    await assert.rejects(stopped, reason);
    await clock.play(1_000);
    assert.deepEqual([gone.slice(4), clock.pending], [["p1"], []]);
    await assert.rejects(take("late", "person", AbortSignal.abort(reason)), reason);
  });

  it("takes nothing when the clock is set back", async () => {
    const { clock, gone, names } = setup();
    names(4, "person", "p");
    clock.advance(-60_000);
    names(1, "person", "late");
    await clock.play(1_000);
    assert.equal(gone.at(-1), "late1");
  });

  it("stays below 200 requests in any 10 s, however many want to go", async () => {
    const clock = new FakeClock();
    const budget = new Budget(clock);
    const times: number[] = [];
    for (let one = 0; one < 1_000; one++) void budget.take(one % 2 ? "person" : "background").then(() => times.push(clock.now()));
    await clock.play(120_000);
    assert.equal(times.length, 1_000);
    const most = Math.max(...times.map(from => times.filter(at => at >= from && at < from + 10_000).length));
    assert.ok(most <= 181, `${most} in 10 s`);
  });
});

describe("a client's budget", () => {
  const ready = json({ status: "ready" });

  it("is shared by all that go over the same transport, and counts every attempt", async () => {
    const ledger = (clock: FakeClock) => ({ ...newLedger(clock), budget: new Budget(clock, { burst: 3, perSecond: 1, reserve: 1 }) });
    await using deck = await deckSetup({ answers: [plain("", 500), ready], random: () => 0, ledger });
    const background = deck.client.inBackground();
    const first = deck.client.test();
    // Two connections may come in any order, and the first is to fail.
    while (deck.server.seen.length < 1) await turn();
    const calls = Promise.all([first, background.test(), background.test()]);
    while (deck.server.seen.length < 2 || !deck.clock.pending.includes(0)) await turn();
    // Of three, two are gone; the failed one takes the last as a person's, and the other has to wait for two more.
    deck.clock.advance(0);
    while (deck.server.seen.length < 3) await turn();
    while (deck.clock.pending.some(ms => ms > 2_000)) await turn();
    assert.deepEqual(deck.clock.pending, [2_000]);
    deck.clock.advance(2_000);
    await calls;
    assert.equal(deck.server.seen.length, 4);
  });

  it("gives what happens by itself a rest after 429", async () => {
    const limited = plain("", 429, { "retry-after": "29" });
    await using deck = await deckSetup({ answers: [limited, ready] });
    const stopped = new AbortController();
    const refused = Promise.allSettled([deck.client.test(stopped.signal)]);
    while (deck.clock.pending[0] !== 29_000) await turn();
    stopped.abort();
    await refused;
    const waiting = deck.client.inBackground().test();
    await deck.client.test();
    assert.deepEqual([deck.server.seen.length, deck.clock.pending], [2, [29_000]]);
    deck.clock.advance(29_000);
    await waiting;
    assert.equal(deck.server.seen.length, 3);
  });
});

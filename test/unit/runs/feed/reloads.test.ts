import assert from "node:assert/strict";
import { Emitter } from "../../../../src/base/events.ts";
import { Attention } from "../../../../src/runs/feed/attention.ts";
import { Reloads } from "../../../../src/runs/feed/reloads.ts";
import type { FeedState } from "../../../../src/runs/feed/runFeed.ts";
import { RunStore } from "../../../../src/runs/store/runStore.ts";
import { FakeClock } from "../../../support/fakeClock.ts";
import { turn } from "../../../support/turn.ts";
import { at, sampleRun } from "../sampleRun.ts";

const running = sampleRun("a", { status: "running" });

/** A running run in sight, that was read once. */
function setup(load?: () => Promise<void>) {
  const [clock, attention, store, states] = [new FakeClock(), new Attention(), new RunStore(), new Emitter<FeedState>()];
  attention.look();
  let count = 0;
  const reloads = new Reloads({
    id: "a",
    attention,
    clock,
    load: async () => {
      count += 1;
      await (load ? load() : Promise.resolve(reloads.succeeded(running)));
    },
  });
  store.apply([running]);
  reloads.follow({ store, feed: { onDidChangeState: states.event } });
  reloads.succeeded(running);
  /** How often it was read since the last time. */
  const reads = (): number => {
    const before = count;
    count = 0;
    return before;
  };
  return { clock, attention, store, states, reloads, reads };
}

describe("reading again what is in sight", () => {
  it("goes on for as long as somebody watches, and slows down while nothing is new", async () => {
    const { clock, reads } = setup();
    await clock.play(24_375);
    assert.equal(reads(), 4);
    await clock.play(60_000);
    assert.equal(reads(), 5);
  });

  it("stops where the window has no focus, and begins at once when it has", async () => {
    const { clock, attention, reads } = setup();
    attention.setFocus(false);
    await clock.play(600_000);
    assert.equal(reads(), 0);
    attention.setFocus(true);
    assert.equal(reads(), 1);
    await clock.play(12_000);
    assert.equal(reads(), 2);
  });

  it("is done at once for what the list tells, and without the focus only for another status", async () => {
    const { attention, store, reads } = setup();
    store.apply([{ ...running, updated_at: at(1) }]);
    assert.equal(reads(), 1);
    await turn();
    attention.setFocus(false);
    store.apply([{ ...running, updated_at: at(2) }]);
    assert.equal(reads(), 0);
    store.apply([{ ...running, status: "completed", updated_at: at(3) }]);
    assert.equal(reads(), 1);
  });

  it("waits for the answer that is under way, and is done once for all that happened meanwhile", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { store, reads } = setup(() => promise);
    for (let second = 1; second < 5; second++) store.apply([{ ...running, updated_at: at(second) }]);
    assert.equal(reads(), 1);
    resolve();
    await turn();
    assert.equal(reads(), 1);
  });

  it("is tried later and later after failures, and at once when the service is there again", async () => {
    const { clock, states, reloads, reads } = setup(() => Promise.resolve(reloads.failed()));
    await clock.play(3_000 + 6_000 + 12_000 + 24_000);
    assert.equal(reads(), 4);
    states.fire({ kind: "fresh" });
    assert.equal(reads(), 1);
  });

  it("has no plan and listens to nothing at its end", async () => {
    const { clock, attention, store, reloads, reads } = setup();
    reloads.dispose();
    attention.setFocus(false);
    attention.setFocus(true);
    store.forget(["a"]);
    await turn();
    assert.deepEqual([clock.pending, reads()], [[], 0]);
  });
});

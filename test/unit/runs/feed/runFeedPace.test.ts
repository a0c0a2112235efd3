import assert from "node:assert/strict";
import { turn } from "../../../support/turn.ts";
import { at, sampleRun } from "../sampleRun.ts";
import { feedSetup, numberedRuns } from "./feedSetup.ts";

const active = sampleRun("a", { status: "running" });
const finished = sampleRun("a", { status: "completed" });

describe("the pace of the feed", () => {
  const cases: [title: string, run: typeof active, isWatched: boolean, ms: number][] = [
    ["is a little more than two seconds while somebody watches", finished, true, 2_300],
    ["is twenty seconds for active runs that nobody watches", active, false, 20_000],
    ["is a minute where nobody watches and nothing happens", finished, false, 60_000],
  ];
  for (const [title, run, isWatched, ms] of cases) {
    it(title, async () => {
      const { feed, attention, clock } = feedSetup(run);
      if (isWatched) attention.look();
      await feed.refresh();
      assert.deepEqual(clock.pending, [ms]);
    });
  }

  it("asks at once when somebody looks again, and keeps one timer", async () => {
    const { feed, attention, clock, questions } = feedSetup(finished);
    await feed.refresh();
    questions();
    attention.look();
    await turn();
    assert.deepEqual([questions(), clock.pending], [["newest limit 20"], [2_300]]);
  });
});

describe("a change on the server while somebody watches", () => {
  const cases: [title: string, older: number, between: number][] = [
    ["where all runs are among the newest", 3, 0],
    ["where some go on that are older than the newest", 3, 40],
    ["where many go on", 40, 30],
  ];
  for (const [title, older, between] of cases) {
    it(`is in the store within two and a half seconds, for at most 30 questions a minute, ${title}`, async () => {
      const waiting = numberedRuns(1, older, { status: "running" });
      const given = feedSetup(...waiting, ...numberedRuns(100, 99 + between, { status: "completed" }));
      given.attention.look();
      await turn();
      given.questions();
      const latest = await playChanges(given, 40);
      assert.ok(latest <= 2_500, `${latest} ms`);
      assert.ok(given.questions().length <= 30 * 2);
    });
  }

  /** Every three seconds a run begins or the one before it ends. Returns how long the slowest took to show. */
  async function playChanges({ source, store, clock }: ReturnType<typeof feedSetup>, changes: number): Promise<number> {
    let slowest = 0;
    for (let change = 0; change < changes; change++) {
      const number = 300 + Math.floor(change / 2);
      const status = change % 2 === 0 ? "running" : "completed";
      const run = sampleRun(String(number), { status, created_at: at(number), updated_at: at(number + (change % 2)) });
      source.set(run);
      const began = clock.now();
      while (store.get(run.id)?.status !== status && clock.now() - began < 30_000) await clock.play(50);
      slowest = Math.max(slowest, clock.now() - began);
      await clock.play(Math.max(0, began + 3_000 - clock.now()));
    }
    return slowest;
  }
});

describe("a failure", () => {
  const failure = new Error("no network");

  it("leaves what is known, with the time it was true and what went wrong", async () => {
    const { feed, attention, source, store, states, clock, pass } = feedSetup(active);
    attention.look();
    await turn();
    const since = clock.now();
    source.failure = failure;
    await pass(2_300);
    const stale = { kind: "stale", since, error: failure };
    assert.deepEqual([feed.state, states], [stale, [{ kind: "fresh" }, stale]]);
    assert.equal(store.get("a"), active);
  });

  it("has no time where nothing was ever read", async () => {
    const { feed, source } = feedSetup();
    source.failure = failure;
    await feed.refresh();
    assert.deepEqual(feed.state, { kind: "stale", since: undefined, error: failure });
  });

  it("is followed by longer and longer pauses, up to eight seconds while somebody watches", async () => {
    const { attention, source, clock } = feedSetup(active);
    source.failure = failure;
    attention.look();
    const pauses: number[] = [];
    for (let round = 0; round < 8; round++) {
      await turn();
      pauses.push(...clock.pending);
      clock.advance(clock.pending[0] ?? 0);
    }
    assert.deepEqual(pauses, [2_000, 4_000, 8_000, 8_000, 8_000, 8_000, 8_000, 8_000]);
  });

  it("is over with the next answer, and so are the pauses", async () => {
    const { feed, attention, source, states, pass, clock } = feedSetup(active);
    source.failure = failure;
    attention.look();
    await turn();
    await pass(2_300);
    source.failure = undefined;
    await pass(4_000);
    assert.deepEqual([feed.state, states.map(state => state.kind), clock.pending], [{ kind: "fresh" }, ["stale", "stale", "fresh"], [2_300]]);
  });

  it("of the first load does not cost a later one anything", async () => {
    const { feed, source, questions, store } = feedSetup(active, sampleRun("b", { status: "failed" }));
    source.failure = failure;
    await feed.refresh();
    source.failure = undefined;
    questions();
    await feed.refresh();
    assert.equal(questions().length, 5);
    assert.equal(store.size, 2);
  });

  it("of a listener does not stop the feed", async () => {
    const { feed, clock } = feedSetup(active);
    feed.onDidChangeState(() => {
      throw failure;
    });
    await assert.rejects(feed.refresh(), failure);
    assert.deepEqual([feed.state, clock.pending], [{ kind: "fresh" }, [20_000]]);
  });
});

describe("a refresh while an answer is under way", () => {
  it("asks again afterwards, as that answer may be too old", async () => {
    const { feed, source, store, questions } = feedSetup(active);
    await feed.refresh();
    questions();
    const release = source.hold();
    const first = feed.refresh();
    await turn();
    const second = feed.refresh();
    await turn();
    assert.deepEqual(questions(), ["newest limit 20"]);
    release();
    await first;
    source.set({ ...active, status: "completed", updated_at: at(9) });
    await second;
    assert.deepEqual([questions(), store.get("a")?.status], [["newest limit 20"], "completed"]);
  });

  it("asks once for all who refresh meanwhile", async () => {
    const { feed, source, questions } = feedSetup(active);
    await feed.refresh();
    const release = source.hold();
    const first = feed.refresh();
    await turn();
    questions();
    const others = [feed.refresh(), feed.refresh(), feed.refresh()];
    release();
    await Promise.all([first, ...others]);
    assert.deepEqual(questions(), ["newest limit 20"]);
  });

  it("asks once for all who refresh at the same time", async () => {
    const { feed, questions } = feedSetup(active);
    await feed.refresh();
    questions();
    await Promise.all([feed.refresh(), feed.refresh(), feed.refresh()]);
    assert.deepEqual(questions(), ["newest limit 20"]);
  });
});

describe("the end of the feed", () => {
  it("stops the timer, and nothing is asked any more", async () => {
    const { completed, feed, attention, clock, questions, pass } = feedSetup(active);
    attention.look().dispose();
    await turn();
    questions();
    feed.dispose();
    assert.deepEqual(clock.pending, []);
    await pass(600_000);
    attention.look();
    await feed.refresh();
    await completed.more();
    await turn();
    assert.deepEqual([questions(), clock.pending], [[], []]);
  });

  it("drops the answer that is under way, in silence", async () => {
    const { feed, source, store, states, clock, questions } = feedSetup(active);
    const release = source.hold();
    const refreshed = feed.refresh();
    await turn();
    questions();
    feed.dispose();
    release();
    await refreshed;
    assert.deepEqual([store.size, states, clock.pending, questions()], [0, [], [], []]);
    assert.deepEqual(feed.state, { kind: "loading" });
  });

  it("drops also what comes in spite of it", async () => {
    const { feed, source, store } = feedSetup(active);
    const release = source.hold();
    const refreshed = feed.refresh();
    await turn();
    source.isDeaf = true;
    feed.dispose();
    release();
    await refreshed;
    assert.equal(store.size, 0);
  });
});

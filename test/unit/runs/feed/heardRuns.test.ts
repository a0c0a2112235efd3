import assert from "node:assert/strict";
import type { RunSummary } from "../../../../src/api/schemas/run.ts";
import type { ToldRun } from "../../../../src/runs/feed/feedNews.ts";
import { turn } from "../../../support/turn.ts";
import { at, sampleRun } from "../sampleRun.ts";
import { feedSetup, numberedRuns } from "./feedSetup.ts";

const newest = "newest limit 20";
const done = { status: "completed", result: "success" };

describe("runs that somebody told of", () => {
  async function watched(...runs: Parameters<typeof feedSetup>) {
    const given = feedSetup(...runs);
    await given.feed.refresh();
    given.questions();
    return given;
  }

  const told = (...runs: RunSummary[]): ToldRun[] => runs.map(({ id, status, updated_at }) => ({ id, status, updated_at }));

  it("are read at once, each once", async () => {
    const { feed, source, store, questions } = await watched(sampleRun("a"));
    const running = sampleRun("a", { status: "running", updated_at: at(5) });
    source.set(running);
    feed.hear(told(sampleRun("a", { status: "queued", updated_at: at(4) })));
    feed.hear(told(running));
    await turn();
    assert.deepEqual([questions(), store.get("a")?.status], [["find a"], "running"]);
  });

  it("are read again where they changed while they were read", async () => {
    const { feed, source, store, questions } = await watched(sampleRun("a"));
    const [running, ended] = [sampleRun("a", { status: "running", updated_at: at(5) }), sampleRun("a", { ...done, updated_at: at(6) })];
    const findRun = source.findRun.bind(source);
    const { promise, resolve } = Promise.withResolvers<void>();
    source.set(running);
    source.findRun = async (id, signal) => {
      const found = await findRun(id, signal);
      await promise;
      return found;
    };
    feed.hear(told(running));
    await turn();
    source.set(ended);
    feed.hear(told(ended));
    resolve();
    await turn();
    assert.deepEqual([questions(), store.get("a")?.status], [["find a", "find a"], "completed"]);
  });

  it("cost no question where they are known already, such as by what was done here", async () => {
    const { feed, store, questions } = await watched(sampleRun("a"));
    const canceled = sampleRun("a", { status: "canceled", updated_at: at(5) });
    store.apply([canceled]);
    feed.hear(told(canceled));
    await turn();
    assert.deepEqual(questions(), []);
  });

  const flood: [title: string, isWatched: boolean, most: number][] = [
    ["thirty questions a minute while somebody watches", true, 30],
    ["eight a minute while nobody does", false, 8],
  ];
  for (const [title, isWatched, most] of flood) {
    it(`cost about ${title}, and thirty at first, however many they are`, async () => {
      const { feed, attention, source, store, clock, questions } = await watched();
      if (isWatched) attention.look();
      feed.setPushed(true);
      await turn();
      for (let second = 1; second <= 600; second++) {
        const run = sampleRun(String(second).padStart(4, "0"), { ...done, created_at: at(second), updated_at: at(second) });
        source.set(run);
        feed.hear(told(run));
        await clock.play(1_000);
      }
      await clock.play(60_000);
      const asked = questions().length;
      assert.ok(asked <= (most + 1) * 11 + 30, `${asked} questions in eleven minutes`);
      assert.equal(store.size, 600);
    });
  }

  for (const isWatched of [true, false]) {
    it(`wait half a second at most where they wait for a person, ${isWatched ? "also while much is told" : "also while nobody watches"}`, async () => {
      const { feed, attention, source, store, clock } = await watched();
      if (isWatched) attention.look();
      feed.setPushed(true);
      await turn();
      const tell = (id: string, second: number, status: string): void => {
        const run = sampleRun(id, { status, created_at: at(second), updated_at: at(second) });
        source.set(run);
        feed.hear(told(run));
      };
      for (let second = 1; second <= 60; second++) {
        tell(`b${second}`, second, "running");
        await clock.play(1_000);
      }
      const waitedMs: number[] = [];
      for (let second = 61; second <= 80; second++) {
        const [other, asking] = [`b${second}`, `q${second}`];
        tell(other, second, "running");
        tell(asking, second, second % 2 === 0 ? "interaction_required" : "pending");
        const began = clock.now();
        while (!store.get(asking) && clock.now() - began < 20_000) await clock.play(50);
        waitedMs.push(clock.now() - began);
        // What was told beside it comes along.
        assert.ok(store.get(other));
        await clock.play(700);
      }
      assert.ok(Math.max(...waitedMs) <= 500, waitedMs.join(", "));
    });
  }

  it("cost few questions a second where all of them wait for a person, and hold up nothing afterwards", async () => {
    const { feed, attention, source, store, clock, questions } = await watched();
    attention.look();
    feed.setPushed(true);
    await turn();
    questions();
    const tell = (number: number, status: string): void => {
      const run = sampleRun(String(number).padStart(4, "0"), { status, created_at: at(number), updated_at: at(number) });
      source.set(run);
      feed.hear(told(run));
    };
    for (let number = 1; number <= 600; number++) {
      tell(number, "interaction_required");
      await clock.play(100);
      assert.ok(store.size >= number - 6, `${store.size} of ${number}`);
    }
    const asked = questions().length;
    assert.ok(asked <= 60 * 4, `${asked} questions in a minute`);
    tell(601, "running");
    await clock.play(5_000);
    assert.equal(store.get("0601")?.status, "running");
  });

  it("are read by one question where they are several", async () => {
    const { feed, source, store, questions } = await watched();
    source.set(...numberedRuns(1, 8));
    feed.hear(told(...numberedRuns(1, 8)));
    await turn();
    assert.deepEqual([questions(), store.size], [[newest], 8]);
  });

  it("are read by a large page where they are many", async () => {
    const { feed, source, store, questions } = await watched();
    source.set(...numberedRuns(1, 60));
    feed.hear(told(...numberedRuns(1, 60)));
    await turn();
    assert.deepEqual([questions(), store.size], [["newest limit 100"], 60]);
  });

  it("are read one by one where a few are not among the newest", async () => {
    const { feed, source, store, questions } = await watched(sampleRun("000"), ...numberedRuns(1, 30, done));
    const old = sampleRun("000", { status: "running", updated_at: at(90) });
    source.set(old, ...numberedRuns(31, 33));
    feed.hear(told(old, ...numberedRuns(31, 33)));
    await turn();
    assert.deepEqual([questions(), store.get("000")?.status, store.size], [[newest, "find 000"], "running", 24]);
  });

  it("do not stop what is asked anyway, and a failure shows", async () => {
    const { feed, source, clock } = await watched(sampleRun("a"));
    source.failure = new Error("no network");
    feed.hear(told(sampleRun("a", { status: "running" })));
    await turn();
    assert.deepEqual([feed.state.kind, clock.pending.length], ["stale", 1]);
  });
});

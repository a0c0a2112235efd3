import assert from "node:assert/strict";
import type { FeedNews } from "../../../../src/runs/feed/feedNews.ts";
import { turn } from "../../../support/turn.ts";
import { at, sampleRun } from "../sampleRun.ts";
import { feedSetup, numberedRuns } from "./feedSetup.ts";

const newest = "newest limit 20";
const activeQuestion = "interaction_required,review_required,running,queued,canceling limit 100";
const done = { status: "completed", result: "success" };

describe("pushed changes", () => {
  it("slow down the asking as long as they arrive, and no longer", async () => {
    const { feed, attention, clock, questions } = feedSetup(sampleRun("a"));
    attention.look();
    await turn();
    feed.setPushed(true);
    await turn();
    assert.deepEqual(clock.pending, [60_000]);
    questions();
    feed.setPushed(false);
    await turn();
    assert.deepEqual([questions(), clock.pending], [[newest], [2_300]]);
  });
});

describe("active runs that are older than the newest", () => {
  it("cost one question each time, and one for the newest now and then", async () => {
    const { attention, pass, questions, clock } = feedSetup(...numberedRuns(1, 50, { status: "running" }), ...numberedRuns(60, 80, done));
    attention.look();
    await turn();
    questions();
    const began = clock.now();
    while (clock.now() - began < 600_000) await pass(clock.pending[0] ?? 0);
    const asked = questions();
    assert.deepEqual(new Set(asked), new Set([activeQuestion, newest]));
    assert.ok(asked.length <= 300, `${asked.length} questions in ten minutes`);
    assert.ok(asked.filter(question => question === newest).length >= 25);
  });

  it("are asked for at most four times a minute while nobody watches", async () => {
    const { feed, pass, questions, clock } = feedSetup(...numberedRuns(1, 50, { status: "running" }), ...numberedRuns(60, 80, done));
    await feed.refresh();
    questions();
    const began = clock.now();
    while (clock.now() - began < 600_000) await pass(clock.pending[0] ?? 0);
    const asked = questions();
    assert.ok(asked.length <= 40, `${asked.length} questions in ten minutes`);
  });

  it("do not hide runs that came and went between two questions", async () => {
    const { attention, source, store, pass } = feedSetup(sampleRun("001", { status: "running" }), ...numberedRuns(2, 30, done));
    attention.look();
    await turn();
    source.set(sampleRun("040", { ...done, created_at: at(40) }));
    for (let rounds = 0; rounds < 10 && !store.get("040"); rounds++) await pass(2_300);
    assert.ok(store.get("040"));
  });
});

describe("news of the window that leads", () => {
  const news = (rest: Partial<FeedNews> = {}): FeedNews => ({
    answeredAt: 1_000,
    mark: { id: "b", created_at: at(1) },
    runs: [sampleRun("a"), sampleRun("b", { ...done, created_at: at(1) })],
    gone: [],
    ...rest,
  });

  it("fills the store without a question, then and later", async () => {
    const { feed, store, clock, questions, pass } = feedSetup();
    feed.setLeading(false);
    feed.adopt(news());
    await pass(600_000);
    assert.deepEqual([store.size, feed.state, questions(), clock.pending], [2, { kind: "fresh" }, [], []]);
  });

  it("takes away runs that are gone", () => {
    const { feed, store } = feedSetup();
    feed.adopt(news());
    feed.adopt(news({ runs: [], gone: ["a"] }));
    assert.deepEqual(store.newest().map(run => run.id), ["b"]);
  });

  it("is where the next one that leads goes on from", async () => {
    const { feed, source, store, questions } = feedSetup(...numberedRuns(1, 30, done));
    source.set(sampleRun("a"), sampleRun("b", { ...done, created_at: at(1) }));
    feed.setLeading(false);
    feed.adopt(news());
    feed.setLeading(true);
    await turn();
    assert.deepEqual(questions(), [newest, "newest from 011 limit 20", activeQuestion]);
    assert.equal(store.size, 32);
  });

  it("says also from where more is loaded", async () => {
    const { feed, completed, source, questions } = feedSetup();
    source.set(...numberedRuns(1, 30, done));
    feed.setLeading(false);
    feed.adopt(news({ runs: numberedRuns(11, 30, done), places: { completed: { cursor: "011", since: at(11) }, failed: {} } }));
    assert.deepEqual([completed.hasMore, completed.since, feed.ofStatus.get("failed")?.hasMore], [true, at(11), false]);
    await completed.more();
    assert.deepEqual([questions(), completed.hasMore], [["completed from 011 limit 20"], false]);
  });

  it("can be that the service cannot be asked", () => {
    const { feed, states } = feedSetup();
    feed.adopt(news({ problem: "No way there." }));
    assert.deepEqual(states, [{ kind: "stale", since: 1_000, error: new Error("No way there.") }]);
  });

  it("can be from the last time, and is shown with its time until the first answer", async () => {
    const { feed, store, source } = feedSetup(sampleRun("a"));
    feed.recall(news());
    assert.deepEqual([feed.state, store.size], [{ kind: "loading", since: 1_000 }, 2]);
    source.failure = new Error("no network");
    await feed.refresh();
    assert.deepEqual([feed.state, store.size], [{ kind: "stale", since: 1_000, error: source.failure }, 2]);
    source.failure = undefined;
    await feed.refresh();
    assert.deepEqual([feed.state, store.newest().map(run => run.id)], [{ kind: "fresh" }, ["a"]]);
  });
});

import assert from "node:assert/strict";
import { turn } from "../../../support/turn.ts";
import { at, sampleRun } from "../sampleRun.ts";
import { feedSetup, numberedRuns } from "./feedSetup.ts";

const activeQuestion = "interaction_required,review_required,running,queued,canceling limit 100";
const newest = "newest limit 20";
const done = { status: "completed", result: "success" };

describe("the first load", () => {
  it("asks nothing by itself", async () => {
    const { feed, questions, clock } = feedSetup(sampleRun("a"));
    await turn();
    assert.deepEqual([feed.state, questions(), clock.pending], [{ kind: "loading" }, [], []]);
  });

  it("asks for active runs, a page of each finished group, and the newest for statuses nobody knows", async () => {
    const { feed, questions } = feedSetup();
    await feed.refresh();
    const asked = questions();
    assert.equal(asked.at(-1), newest);
    assert.deepEqual(asked.toSorted(), [activeQuestion, "completed limit 20", "failed limit 20", "canceled limit 20", newest].toSorted());
  });

  it("fills the store and says that it is fresh", async () => {
    const { feed, store, states } = feedSetup(sampleRun("a"), sampleRun("b", done), sampleRun("c", { status: "asleep" }));
    await feed.refresh();
    assert.deepEqual(store.statuses(), ["queued", "asleep", "completed"]);
    assert.deepEqual([feed.state, states], [{ kind: "fresh" }, [{ kind: "fresh" }]]);
  });

  it("brings all active runs, however many", async () => {
    const { feed, store, questions } = feedSetup(...numberedRuns(1, 250));
    await feed.refresh();
    assert.equal(store.ofStatus("queued").length, 250);
    assert.deepEqual(questions().filter(question => question.includes("queued")), [activeQuestion, activeQuestion.replace(" limit", " from 151 limit"), activeQuestion.replace(" limit", " from 051 limit")]);
  });

  it("has names looked up before anything is shown", async () => {
    const { feed, store, prepared } = feedSetup(sampleRun("a"));
    const shown: [id: string, isPrepared: boolean][] = [];
    store.onDidChange(({ changed }) => shown.push(...changed.map((id): [string, boolean] => [id, prepared.flat().includes(id)])));
    await feed.refresh();
    assert.deepEqual(shown, [["a", true]]);
  });

  it("begins when somebody first looks", async () => {
    const { attention, store } = feedSetup(sampleRun("a"));
    attention.look();
    await turn();
    assert.equal(store.size, 1);
  });
});

describe("what happens on the server", () => {
  async function watched(...runs: Parameters<typeof feedSetup>) {
    const given = feedSetup(...runs);
    given.attention.look();
    await turn();
    given.questions();
    return given;
  }

  it("shows a little more than two seconds later, for one question", async () => {
    const { source, store, pass, questions } = await watched(sampleRun("a"));
    source.set(sampleRun("b", { created_at: at(1) }));
    await pass(2_299);
    assert.equal(store.get("b"), undefined);
    await pass(1);
    assert.equal(store.get("b")?.status, "queued");
    assert.deepEqual(questions(), [newest]);
  });

  it("can be a change of status", async () => {
    const { source, store, pass } = await watched(sampleRun("a"));
    source.set(sampleRun("a", { status: "running", updated_at: at(5) }));
    await pass(2_300);
    assert.deepEqual([store.statuses(), store.get("a")?.status], [["running"], "running"]);
  });

  it("goes on being asked for, again and again", async () => {
    const { pass, questions } = await watched(sampleRun("a"));
    for (let round = 0; round < 3; round++) await pass(2_300);
    assert.deepEqual(questions(), [newest, newest, newest]);
  });

  it("is seen also for an active run that is older than the newest ones", async () => {
    const { source, store, pass, questions } = await watched(sampleRun("000"), ...numberedRuns(1, 20, done));
    source.set(sampleRun("000", { status: "running", updated_at: at(5) }));
    await pass(2_300);
    assert.equal(store.get("000")?.status, "running");
    assert.deepEqual(questions(), [activeQuestion]);
  });

  it("is asked for singly where a run has left the active ones out of sight", async () => {
    const { source, store, pass, questions } = await watched(sampleRun("000"), ...numberedRuns(1, 20, done));
    source.set(sampleRun("000", { ...done, updated_at: at(5) }));
    await pass(2_300);
    assert.equal(store.get("000")?.status, "completed");
    assert.deepEqual(questions(), [activeQuestion, "find 000"]);
    await pass(2_300);
    assert.deepEqual(questions(), [newest]);
  });

  it("can be the end of a run that nobody knows any more", async () => {
    const { source, store, pass } = await watched(sampleRun("000"), ...numberedRuns(1, 20, done));
    source.remove("000");
    await pass(2_300);
    assert.deepEqual([store.get("000"), store.size], [undefined, 20]);
  });

  it("can be more new runs than a page holds", async () => {
    const { source, store, pass, questions } = await watched(...numberedRuns(1, 5, done));
    source.set(...numberedRuns(6, 50, done));
    await pass(2_300);
    assert.equal(store.size, 50);
    assert.deepEqual(questions(), [newest, "newest from 031 limit 20", "newest from 011 limit 20"]);
  });

  it("is all shown in the end where asking fails in the middle of several pages", async () => {
    for (const last of [50, 300]) {
      for (const question of ["newest from", "completed limit"]) {
        const { completed, source, store, pass } = await watched(...numberedRuns(1, 5, done));
        source.set(...numberedRuns(6, last, done));
        source.failAt = question;
        await pass(2_300);
        source.failAt = undefined;
        await pass(20_000);
        for (let pages = 0; pages < 20 && completed.hasMore; pages++) await completed.more();
        assert.equal(store.size, last);
      }
    }
  });

  it("can be more than a page beyond a run that was started here", async () => {
    const { source, store, pass } = await watched(...numberedRuns(1, 5, done));
    const own = sampleRun("050", { created_at: at(50) });
    source.set(...numberedRuns(6, 49, done), own);
    store.apply([own]);
    await pass(2_300);
    assert.equal(store.size, 50);
  });

  it("is reachable by loading more where it is more than a few pages", async () => {
    const { completed, source, store, pass } = await watched(...numberedRuns(1, 5, done));
    source.set(...numberedRuns(6, 300, done));
    await pass(2_300);
    assert.ok(store.size < 300);
    for (let pages = 0; pages < 20 && completed.hasMore; pages++) await completed.more();
    assert.equal(store.size, 300);
  });
});

describe("loading more", () => {
  it("adds a page of one group, as long as there are more", async () => {
    const { completed, feed, store, questions } = feedSetup(...numberedRuns(1, 45, done));
    await feed.refresh();
    questions();
    const sizes = [store.size];
    while (completed.hasMore) {
      await completed.more();
      sizes.push(store.size);
    }
    assert.deepEqual(sizes, [20, 40, 45]);
    assert.deepEqual(questions(), ["completed from 026 limit 20", "completed from 006 limit 20"]);
  });

  it("asks nothing where there is no more", async () => {
    const { completed, feed, questions } = feedSetup(...numberedRuns(1, 20, done));
    await feed.refresh();
    questions();
    await completed.more();
    assert.deepEqual([completed.hasMore, questions()], [false, []]);
  });

  it("rejects with what went wrong, and can be tried again", async () => {
    const { completed, feed, source, store } = feedSetup(...numberedRuns(1, 30, done));
    await feed.refresh();
    source.failure = new Error("no network");
    await assert.rejects(completed.more(), source.failure);
    assert.equal(feed.state.kind, "fresh");
    source.failure = undefined;
    await completed.more();
    assert.equal(store.size, 30);
  });
});

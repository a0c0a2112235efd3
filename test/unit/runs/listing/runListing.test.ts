import assert from "node:assert/strict";
import type { RunSummary } from "../../../../src/api/schemas/run.ts";
import { RunListing } from "../../../../src/runs/listing/runListing.ts";
import type { Grouping } from "../../../../src/runs/store/grouping.ts";
import type { RunFilter } from "../../../../src/runs/store/runFilter.ts";
import { feedSetup, numberedRuns } from "../feed/feedSetup.ts";
import { at, sampleRun } from "../sampleRun.ts";

const minuteMs = 60_000;
const names: Readonly<Record<string, string>> = { task_1: "Zebra", task_2: "Apple" };
const done = { status: "completed", result: "success" };

/** A listing of a service that holds these runs, with everything read that the feed reads at first. */
async function setup(runs: readonly RunSummary[], filter: RunFilter = {}, grouping: Grouping | "none" = "status") {
  const given = feedSetup(...runs);
  await given.feed.refresh();
  given.questions();
  const listing = new RunListing({ store: given.store, feed: given.feed, filter, grouping, now: given.clock.now(), taskName: id => names[id] ?? id });
  const changes: { changed: string[]; groups: string[]; hasMoved: boolean }[] = [];
  listing.onDidChange(({ changed, groups, hasMoved }) => changes.push({ changed: [...changed], groups: [...groups].toSorted(), hasMoved }));
  const shown = (): string[] => listing.groups().map(group => `${group} ${listing.countText(group)}: ${listing.runs(group).map(run => run.id).join(" ")}`);
  return { ...given, listing, changes, shown };
}

const a = sampleRun("a", { created_at: at(1), task_id: "task_1", session_id: "sess_1" });
const b = sampleRun("b", { created_at: at(2), task_id: "task_2", session_id: "sess_2", ...done });
const c = sampleRun("c", { created_at: at(3), task_id: "task_1", session_id: "sess_1", ...done });
const d = sampleRun("d", { created_at: at(4), task_id: "task_2", status: "failed", result: "failure" });

describe("a listing", () => {
  const cases: [title: string, filter: RunFilter, grouping: Grouping | "none", shown: string[]][] = [
    ["by status", {}, "status", ["queued 1: a", "completed 2: c b", "failed 1: d"]],
    ["by task, in the order of names", {}, "task", ["task_2 2: d b", "task_1 2: c a"]],
    ["by session, the newest run's first", {}, "session", [" 1: d", "sess_1 2: c a", "sess_2 1: b"]],
    ["by day", {}, "day", [`${new Date(at(1)).getFullYear()}-03-${String(new Date(at(1)).getDate()).padStart(2, "0")} 4: d c b a`]],
    ["in one group", {}, "none", [" 4: d c b a"]],
    ["of what matches", { task_id: ["task_2"] }, "status", ["completed 1: b", "failed 1: d"]],
    ["of what matches, by task", { status: ["completed"] }, "task", ["task_2 1: b", "task_1 1: c"]],
    ["of what matches, in one group", { result: ["success", "failure"] }, "none", [" 3: d c b"]],
    ["of nothing, if nothing matches", { task_id: ["task_9"] }, "status", []],
  ];
  for (const [title, filter, grouping, shown] of cases) {
    it(`is ${title}`, async () => {
      const given = await setup([a, b, c, d], filter, grouping);
      await given.listing.begin();
      assert.deepEqual(given.shown(), shown);
      assert.equal(given.listing.isEmpty, shown.length === 0);
    });
  }
});

describe("what a listing asks for", () => {
  const cases: [title: string, filter: RunFilter, grouping: Grouping | "none", questions: string[]][] = [
    ["nothing of its own where all is shown by status", {}, "status", []],
    ["each finished status by itself", { task_id: ["task_1"] }, "status", ["completed task_id task_1 limit 20", "failed task_id task_1 limit 20", "canceled task_id task_1 limit 20"]],
    ["only the finished statuses that it wants", { status: ["failed", "running"] }, "status", ["failed limit 20"]],
    ["a status that nobody knows", { status: ["asleep"] }, "status", ["asleep limit 20"]],
    ["nothing for active runs alone, as they are here", { status: ["running", "queued"], task_id: ["task_1"] }, "task", []],
    ["all together where groups are of another kind", { task_id: ["task_1"] }, "day", ["newest task_id task_1 limit 50"]],
    ["one list for a query", { status: ["failed"], result: ["failure"] }, "none", ["failed outcome failure limit 20"]],
  ];
  for (const [title, filter, grouping, questions] of cases) {
    it(`is ${title}`, async () => {
      const given = await setup([a, b, c, d], filter, grouping);
      await given.listing.begin();
      assert.deepEqual(given.questions(), questions);
    });
  }

  it("is asked once", async () => {
    const { listing, questions } = await setup([b], { task_id: ["task_2"] }, "none");
    const both = [listing.begin(), listing.begin()];
    assert.equal(listing.progress, "asking");
    await Promise.all(both);
    await listing.begin();
    assert.deepEqual([questions().length, listing.progress], [1, "read"]);
  });

  it("is read on where the service cannot tell the runs apart, until one matches", async () => {
    const others = numberedRuns(100, 149, { ...done, task_id: "task_9" });
    const { listing, questions, shown } = await setup([...others, ...numberedRuns(1, 5, done)], { task_id: ["task_1", "task_2"] }, "none");
    await listing.begin();
    assert.deepEqual(shown(), [" 5: 005 004 003 002 001"]);
    assert.deepEqual(questions(), ["newest limit 20", "newest from 130 limit 20", "newest from 110 limit 20"]);
  });

  it("costs nothing more while it is watched", async () => {
    const { listing, attention, pass, questions } = await setup([b, c], { task_id: ["task_2"] });
    await listing.begin();
    attention.look();
    await pass(0);
    questions();
    await pass(2_500);
    assert.deepEqual(questions(), ["newest limit 20"]);
  });

  it("begins anew after a gap, until it is closed", async () => {
    const { listing, source, feed, questions } = await setup(numberedRuns(1, 5, done), { task_id: ["task_1"] }, "none");
    await listing.begin();
    source.set(...numberedRuns(6, 200, done));
    questions();
    await feed.refresh();
    assert.ok(questions().includes("newest task_id task_1 limit 20"));
    listing.dispose();
    source.set(...numberedRuns(201, 400, done));
    await feed.refresh();
    assert.ok(!questions().some(question => question.includes("task_id")));
  });
});

describe("the pages of a filter", () => {
  it("begin anew also while a further one is under way", async () => {
    const { source, feed, store } = await setup(numberedRuns(1, 45, done));
    const pages = feed.open({ task_id: ["task_1"] });
    await pages.begin();
    const release = source.hold();
    const further = pages.more();
    source.set(...numberedRuns(46, 60, done));
    const anew = pages.begin();
    release();
    await Promise.all([further, anew]);
    assert.ok(store.get("060"));
  });

  it("are asked for once where somebody clicks twice", async () => {
    const { feed, questions } = await setup(numberedRuns(1, 45, done));
    const pages = feed.open({ task_id: ["task_1"] });
    await Promise.all([pages.more(), pages.more()]);
    await Promise.all([pages.more(), pages.more()]);
    assert.deepEqual(questions(), ["newest task_id task_1 limit 20", "newest task_id task_1 from 026 limit 20"]);
  });
});

describe("what a listing tells", () => {
  it("is what changes of its own runs", async () => {
    const { store, changes } = await setup([a, b], { task_id: ["task_1"] });
    store.apply([{ ...b, runtime_ms: 1 }]);
    store.apply([{ ...a, runtime_ms: 1 }]);
    assert.deepEqual(changes, [{ changed: ["a"], groups: [], hasMoved: false }]);
  });

  it("is that a run comes to match, goes to another group, and matches no more", async () => {
    const { listing, store, changes, shown } = await setup([a, b], { status: ["running", "completed"] });
    await listing.begin();
    const going = { ...a, status: "running", updated_at: at(5) };
    store.apply([going]);
    store.apply([{ ...a, ...done, updated_at: at(6) }]);
    assert.deepEqual(shown(), ["completed 2: b a"]);
    store.apply([{ ...a, status: "failed", updated_at: at(7) }]);
    assert.deepEqual(shown(), ["completed 1: b"]);
    assert.deepEqual(changes, [
      { changed: ["a"], groups: ["running"], hasMoved: true },
      { changed: ["a"], groups: ["completed", "running"], hasMoved: true },
      { changed: ["a"], groups: ["completed"], hasMoved: false },
    ]);
  });

  it("is that sessions may have changed places where one gains a run", async () => {
    const { listing, store, changes, shown } = await setup([a, b], {}, "session");
    await listing.begin();
    store.apply([c]);
    assert.deepEqual(shown(), ["sess_1 2: c a", "sess_2 1: b"]);
    assert.deepEqual(changes, [{ changed: ["c"], groups: ["sess_1"], hasMoved: true }]);
  });

  it("is that a run has become too old, which nothing else tells", async () => {
    const { listing, store, clock, changes, shown } = await setup([], { since: ["hour"] }, "none");
    await listing.begin();
    store.apply([sampleRun("a", { created_at: new Date(clock.now()).toISOString() })]);
    listing.moveOn(clock.now() + 59 * minuteMs);
    assert.deepEqual([shown(), changes.length], [[" 1: a"], 1]);
    listing.moveOn(clock.now() + 61 * minuteMs);
    assert.deepEqual([shown(), changes.length, changes[1]?.hasMoved], [[], 2, true]);
  });

  it("is nothing once it is disposed", async () => {
    const { listing, store, changes } = await setup([a], { task_id: ["task_1"] });
    listing.dispose();
    store.apply([c]);
    assert.deepEqual(changes, []);
  });
});

describe("loading more of a listing", () => {
  it("brings a page of a group, and says how far it reaches", async () => {
    const { listing, questions } = await setup(numberedRuns(1, 45, done), { task_id: ["task_1"] });
    await listing.begin();
    questions();
    assert.deepEqual([listing.countText("completed"), listing.rest("completed"), listing.rest()], ["20+", { shown: 20, loaded: 20, since: at(26) }, undefined]);
    await listing.loadMore("completed");
    await listing.loadMore("completed");
    assert.deepEqual([listing.countText("completed"), listing.rest("completed")], ["45", undefined]);
    assert.deepEqual(questions(), ["completed task_id task_1 from 026 limit 20", "completed task_id task_1 from 006 limit 20"]);
  });

  it("says how far the pages reach, whatever older run is known for another reason", async () => {
    const { listing, store } = await setup(numberedRuns(10, 45, done));
    store.apply([sampleRun("001", { created_at: at(1), ...done })]);
    assert.deepEqual(listing.rest("completed"), { shown: 21, loaded: 21, since: at(26) });
  });

  it("shows first what is here, in steps of a hundred", async () => {
    const { listing, questions } = await setup(numberedRuns(1, 250), {}, "status");
    assert.deepEqual([listing.runs("queued").length, listing.rest("queued")], [100, { shown: 100, loaded: 250, since: at(1) }]);
    await listing.loadMore("queued");
    await listing.loadMore("queued");
    assert.deepEqual([listing.runs("queued").length, listing.rest("queued"), questions()], [250, undefined, []]);
  });

  it("is for all groups together where these are of another kind", async () => {
    const { listing, questions } = await setup(numberedRuns(1, 120, done), {}, "task");
    await listing.begin();
    assert.deepEqual([listing.countText("task_1"), listing.rest("task_1"), listing.rest()?.loaded], ["50+", undefined, 50]);
    await listing.loadMore();
    await listing.loadMore();
    assert.deepEqual([listing.countText("task_1"), listing.rest()], ["120", undefined]);
    assert.equal(questions().length, 3);
  });

  it("is offered where nothing matches so far", async () => {
    const { listing } = await setup(numberedRuns(1, 250, { ...done, task_id: "task_9" }), { task_id: ["task_1", "task_2"], status: ["completed"] });
    await listing.begin();
    assert.deepEqual([listing.isEmpty, listing.rest()], [true, { shown: 0, loaded: 0, since: undefined }]);
  });

  it("rejects with what went wrong, and can be tried again", async () => {
    const { listing, source } = await setup([], { task_id: ["task_1"] }, "none");
    source.set(b, c);
    source.failure = new Error("no network");
    await assert.rejects(listing.begin(), source.failure);
    assert.ok(listing.rest());
    source.failure = undefined;
    await listing.loadMore("");
    assert.equal(listing.countText(""), "1");
  });
});

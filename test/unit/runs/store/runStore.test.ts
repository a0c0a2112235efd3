import assert from "node:assert/strict";
import type { RunSummary } from "../../../../src/api/schemas/run.ts";
import type { RunStatus } from "../../../../src/api/schemas/runStatus.ts";
import { type RunsChange, RunStore } from "../../../../src/runs/store/runStore.ts";
import { at, sampleRun } from "../sampleRun.ts";

function setup(...known: RunSummary[]) {
  const store = new RunStore();
  store.apply(known);
  const changes: { changed: readonly string[]; groups: RunStatus[]; hasMoved: boolean }[] = [];
  store.onDidChange(({ changed, groups, hasMoved }: RunsChange) => changes.push({ changed, groups: [...groups].toSorted(), hasMoved }));
  return { store, changes, groups: () => groupsOf(store) };
}

/** All that a reader sees, as lines such as "queued: b a". */
function groupsOf(store: RunStore): string[] {
  return store.statuses().map(status => `${status}: ${store.ofStatus(status).map(run => run.id).join(" ")}`);
}

describe("RunStore", () => {
  it("is empty at first", () => {
    const { store, groups } = setup();
    assert.deepEqual([store.size, groups(), store.get("a"), store.ofStatus("queued")], [0, [], undefined, []]);
  });

  it("gives a run by its id", () => {
    const run = sampleRun("a");
    assert.equal(setup(run).store.get("a"), run);
  });

  it("shows groups in our order, unknown statuses among those that go on, by name", () => {
    const statuses = ["zombie", "canceled", "asleep", "failed", "completed", "canceling", "queued", "running", "review_required", "interaction_required"];
    const { store } = setup(...statuses.map(status => sampleRun(status, { status })));
    assert.deepEqual(store.statuses(), [
      "interaction_required",
      "review_required",
      "running",
      "queued",
      "canceling",
      "asleep",
      "zombie",
      "completed",
      "failed",
      "canceled",
    ]);
  });

  const orders: [title: string, created: Record<string, string>, shown: string][] = [
    ["by the time of creation", { a: at(1), b: at(3), c: at(2) }, "b c a"],
    ["by id within the same moment", { a: at(1), c: at(1), b: at(1) }, "c b a"],
    ["where a server leaves out zeros of a second", { a: "2026-03-31T00:00:01Z", b: "2026-03-31T00:00:01.5Z", c: "2026-03-31T00:00:01.25Z" }, "b c a"],
    ["where a server writes another time zone", { a: "2026-03-31T02:00:00+02:00", b: "2026-03-31T00:00:01Z" }, "b a"],
    ["where a time cannot be read", { a: "soon", b: at(1), c: "never" }, "b c a"],
  ];
  for (const [title, created, shown] of orders) {
    it(`shows the newest first: ${title}`, () => {
      const { groups } = setup(...Object.entries(created).map(([id, created_at]) => sampleRun(id, { created_at })));
      assert.deepEqual(groups(), [`queued: ${shown}`]);
    });
  }
});

interface Step {
  readonly title: string;
  readonly known: readonly RunSummary[];
  readonly applied: readonly RunSummary[];
  readonly change?: { changed: string[]; groups: RunStatus[]; hasMoved: boolean };
  readonly shown: readonly string[];
}

const a = sampleRun("a", { created_at: at(1) });
const b = sampleRun("b", { created_at: at(2) });
const running = { status: "running", updated_at: at(9) };
const steps: readonly Step[] = [
  { title: "a first run", known: [], applied: [a], change: { changed: ["a"], groups: ["queued"], hasMoved: true }, shown: ["queued: a"] },
  { title: "a run in a group that is there", known: [a], applied: [b], change: { changed: ["b"], groups: ["queued"], hasMoved: false }, shown: ["queued: b a"] },
  { title: "several runs, once", known: [], applied: [a, b], change: { changed: ["a", "b"], groups: ["queued"], hasMoved: true }, shown: ["queued: b a"] },
  {
    title: "a run that reads differently",
    known: [a, b],
    applied: [{ ...a, runtime_ms: 5 }],
    change: { changed: ["a"], groups: [], hasMoved: false },
    shown: ["queued: b a"],
  },
  {
    title: "a difference deep inside",
    known: [{ ...a, interaction: { type: "mfa", fields: [{ name: "code" }] } }],
    applied: [{ ...a, interaction: { type: "mfa", fields: [{ name: "answer" }] } }],
    change: { changed: ["a"], groups: [], hasMoved: false },
    shown: ["queued: a"],
  },
  {
    title: "a run that goes to a group that is there",
    known: [a, b, { ...sampleRun("c"), status: "running" }],
    applied: [{ ...a, ...running }],
    change: { changed: ["a"], groups: ["queued", "running"], hasMoved: true },
    shown: ["running: a c", "queued: b"],
  },
  {
    title: "a run that takes its group with it",
    known: [a],
    applied: [{ ...a, ...running }],
    change: { changed: ["a"], groups: ["queued", "running"], hasMoved: true },
    shown: ["running: a"],
  },
  {
    title: "a run whose time of creation was corrected",
    known: [a, b],
    applied: [{ ...a, created_at: at(3) }],
    change: { changed: ["a"], groups: ["queued"], hasMoved: true },
    shown: ["queued: a b"],
  },
  { title: "nothing", known: [a], applied: [], shown: ["queued: a"] },
  { title: "the same again", known: [a, b], applied: [structuredClone(a), structuredClone(b)], shown: ["queued: b a"] },
  { title: "an answer that is older", known: [{ ...a, ...running }], applied: [{ ...a, updated_at: at(8) }], shown: ["running: a"] },
  {
    title: "the later answer of two from the same second",
    known: [{ ...a, ...running, updated_at: "2026-03-31T00:00:09.750Z" }],
    applied: [{ ...a, status: "completed", updated_at: at(9) }],
    change: { changed: ["a"], groups: ["completed", "running"], hasMoved: true },
    shown: ["completed: a"],
  },
  {
    title: "an answer of the same second from before the end",
    known: [{ ...a, status: "completed", updated_at: "2026-03-31T00:00:09.250Z" }],
    applied: [{ ...a, ...running, updated_at: "2026-03-31T00:00:09.750Z" }],
    shown: ["completed: a"],
  },
  {
    title: "an answer whose age cannot be read",
    known: [a],
    applied: [{ ...a, status: "running", updated_at: "just now" }],
    change: { changed: ["a"], groups: ["queued", "running"], hasMoved: true },
    shown: ["running: a"],
  },
  {
    title: "the last word where one answer holds a run twice",
    known: [],
    applied: [a, { ...a, ...running }],
    change: { changed: ["a"], groups: ["queued", "running"], hasMoved: true },
    shown: ["running: a"],
  },
  { title: "only what changed", known: [a, b], applied: [a, { ...b, runtime_ms: 1 }], change: { changed: ["b"], groups: [], hasMoved: false }, shown: ["queued: b a"] },
];

describe("RunStore.apply", () => {
  for (const { title, known, applied, change, shown } of steps) {
    it(`${change ? "tells of" : "says nothing of"} ${title}`, () => {
      const { store, changes, groups } = setup(...known);
      store.apply(applied);
      assert.deepEqual(changes, change ? [change] : []);
      assert.deepEqual(groups(), shown);
      assert.equal(store.size, new Set([...known, ...applied].map(run => run.id)).size);
    });
  }

  it("shows everything as it is by the time it tells", () => {
    const { store, groups } = setup(a);
    const seen: string[][] = [];
    store.onDidChange(() => seen.push(groups()));
    store.apply([b, { ...a, ...running }]);
    assert.deepEqual(seen, [["running: a", "queued: b"]]);
  });

  it("tells nobody once it is disposed", () => {
    const { store, changes } = setup(a);
    store.dispose();
    store.apply([b]);
    assert.deepEqual(changes, []);
  });
});

describe("RunStore.forget", () => {
  it("tells of the runs that are gone, and of their groups", () => {
    const { store, changes, groups } = setup(a, b);
    store.forget(["a"]);
    assert.deepEqual([changes, groups(), store.get("a"), store.size], [[{ changed: ["a"], groups: ["queued"], hasMoved: false }], ["queued: b"], undefined, 1]);
  });

  it("takes an empty group away", () => {
    const { store, changes, groups } = setup(a, b);
    store.forget(["a", "b"]);
    assert.deepEqual([changes, groups()], [[{ changed: ["a", "b"], groups: ["queued"], hasMoved: true }], []]);
  });

  it("says nothing of a run that was not known", () => {
    const { store, changes } = setup(a);
    store.forget(["b"]);
    assert.deepEqual(changes, []);
  });

  it("does not keep a run from coming back", () => {
    const { store, groups } = setup(a);
    store.forget(["a"]);
    store.apply([a]);
    assert.deepEqual(groups(), ["queued: a"]);
  });
});

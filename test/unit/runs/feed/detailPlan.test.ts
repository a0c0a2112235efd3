import assert from "node:assert/strict";
import type { Run } from "../../../../src/api/schemas/run.ts";
import { hasNews, isReasonToRead, nextReadingMs, nextTryMs } from "../../../../src/runs/feed/detailPlan.ts";
import { RunStore, type RunsChange } from "../../../../src/runs/store/runStore.ts";
import { at, sampleRun } from "../sampleRun.ts";

describe("the next reading of a run in sight", () => {
  it("comes soon while the run goes on, and less often while nothing is new", () => {
    assert.deepEqual([0, 1, 2, 3, 4, 1_000].map(calm => nextReadingMs({ status: "running" }, calm)), [3_000, 4_500, 6_750, 10_125, 12_000, 12_000]);
  });

  it("is not planned where lists tell all that happens", () => {
    for (const status of ["queued", "interaction_required", "review_required", "canceling", "completed", "failed", "canceled"]) {
      assert.equal(nextReadingMs({ status }, 0), undefined, status);
    }
  });

  it("comes also in a status that nobody knows", () => assert.equal(nextReadingMs({ status: "asleep" }, 0), 3_000));

  it("comes later and later after failures", () => assert.deepEqual([1, 2, 3, 4, 5, 1_000].map(nextTryMs), [6_000, 12_000, 24_000, 48_000, 60_000, 60_000]));
});

describe("what is new in the whole of a run", () => {
  const pictures = (...urls: string[]): Pick<Run, "artifacts"> => ({
    artifacts: { screenshots: urls.map(url => ({ url, file_name: "1.png", file_type: "image/png", file_size: 9, created_at: at(1) })) },
  });
  const run: Run = { ...sampleRun("a", { status: "running" }), ...pictures("https://files.example/1?signed=1") };
  const cases: [title: string, now: Run, isNews: boolean][] = [
    ["is its status", { ...run, status: "completed" }, true],
    ["is the time of its last change", { ...run, updated_at: at(9) }, true],
    ["is one more picture", { ...run, ...pictures("1", "2") }, true],
    ["is not another address of the same picture", { ...run, ...pictures("https://files.example/1?signed=2") }, false],
  ];
  for (const [title, now, isNews] of cases) it(title, () => assert.equal(hasNews(run, now), isNews));

  it("is all of it the first time", () => assert.equal(hasNews(undefined, run), true));
});

describe("what lists tell of a run", () => {
  const running = sampleRun("a", { status: "running" });
  function told(act: (store: RunStore) => void): RunsChange {
    const store = new RunStore();
    store.apply([running, sampleRun("b")]);
    const changes: RunsChange[] = [];
    store.onDidChange(change => changes.push(change));
    act(store);
    const [change] = changes;
    assert.ok(change);
    return change;
  }
  const cases: [title: string, act: (store: RunStore) => void, watched: boolean, unwatched: boolean][] = [
    ["another status", store => store.apply([{ ...running, status: "completed" }]), true, true],
    ["another time of its last change", store => store.apply([{ ...running, updated_at: at(9) }]), true, false],
    ["that it is gone", store => store.forget(["a"]), true, true],
    ["something of another run", store => store.apply([sampleRun("b", { status: "running" })]), false, false],
  ];
  for (const [title, act, watched, unwatched] of cases) {
    it(`is ${watched ? "" : "no "}reason to read it while somebody watches: ${title}`, () => assert.equal(isReasonToRead("a", told(act), true), watched));
    it(`is ${unwatched ? "" : "no "}reason while nobody does: ${title}`, () => assert.equal(isReasonToRead("a", told(act), false), unwatched));
  }
});

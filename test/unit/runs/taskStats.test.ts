import assert from "node:assert/strict";
import type { RunSummary } from "../../../src/api/schemas/run.ts";
import { barPicture } from "../../../src/runs/barPicture.ts";
import { TaskHistory } from "../../../src/runs/taskHistory.ts";
import { statsLine, statsOf, statsSentence } from "../../../src/runs/taskStats.ts";
import { at, sampleRun } from "./sampleRun.ts";

const ended = (second: number, status: string, runtime_ms: number | null, rest: Partial<RunSummary> = {}): RunSummary =>
  sampleRun(`trun_${second}`, { status, runtime_ms, created_at: at(second), updated_at: at(second + 60), ...rest });

describe("how a task did of late", () => {
  const stats = (...runs: RunSummary[]) => {
    const found = statsOf(runs);
    assert.ok(found);
    return found;
  };

  it("is not known before a run has ended", () => {
    assert.equal(statsOf([]), undefined);
    assert.equal(statsOf([sampleRun("a"), sampleRun("b", { status: "running" }), sampleRun("c", { status: "canceled" })]), undefined);
  });

  it("counts what succeeded of what ended by itself", () => {
    const found = stats(ended(1, "completed", 10_000), ended(2, "failed", 1_000), ended(3, "canceled", 1), ended(4, "completed", 30_000, { result: "failure" }), ended(5, "completed", 20_000));
    assert.deepEqual([found.runs, found.succeeded, found.medianMs], [4, 2, 15_000]);
    assert.equal(statsLine(found), "50 % · 15 s");
    assert.equal(statsSentence(found), "2 of the last 4 runs succeeded, usually in 15 s");
  });

  it("takes the time from creation to end where the service tells none", () => {
    assert.equal(stats(ended(1, "completed", null)).medianMs, 60_000);
  });

  it("says of a single run what came of it", () => {
    assert.equal(statsSentence(stats(ended(1, "failed", 5))), "The last run did not succeed");
    assert.equal(statsSentence(stats(ended(1, "completed", 5_000))), "The last run succeeded, usually in 5 s");
  });

  it("looks at twenty runs and pictures the newest five, the newest last", () => {
    const runs = Array.from({ length: 30 }, (_, index) => ended(index, index < 10 ? "failed" : "completed", 1_000 * (index + 1)));
    const found = stats(...runs);
    assert.deepEqual([found.runs, found.succeeded], [20, 20]);
    assert.deepEqual(found.bars.map(({ share }) => Math.round(share * 30)), [26, 27, 28, 29, 30]);
  });

  it("is a picture in which failures differ by more than colour", () => {
    const svg = (isSuccess: boolean): string => atob(barPicture({ bars: [{ isSuccess, share: 1 }] }, "dark").replace(/^.*,/, ""));
    const rects = (text: string): number => text.match(/<rect/g)?.length ?? 0;
    assert.equal(rects(svg(false)), rects(svg(true)) + 1);
    assert.match(svg(true), /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  });
});

describe("the picture of a task's runs", () => {
  it("shows each run, also beside one that took a thousand times as long", () => {
    const svg = atob(barPicture({ bars: [{ isSuccess: true, share: 0 }, { isSuccess: true, share: 0.25 }, { isSuccess: true, share: 1 }] }, "light").replace(/^.*,/, ""));
    assert.deepEqual(Array.from(svg.matchAll(/width="2" height="(\d+)"/g), ([, height]) => Number(height)), [5, 9, 12]);
  });
});

describe("the history of tasks", () => {
  it("gathers the newest runs of each task, and tells where something is new", () => {
    const history = new TaskHistory();
    assert.deepEqual(history.learn([ended(1, "running", null), ended(2, "completed", 1), ended(3, "completed", 1, { task_id: "task_2" })]), ["task_1", "task_2"]);
    assert.deepEqual(history.of("task_1").map(({ id }) => id), ["trun_2", "trun_1"]);
    assert.deepEqual(history.learn([ended(2, "completed", 1)]), []);
    assert.deepEqual(history.learn([ended(1, "completed", 9, { updated_at: at(100) })]), ["task_1"]);
    assert.deepEqual(history.learn([ended(1, "running", null)]), [], "what is older than what is known is dropped");
    assert.deepEqual(history.of("task_3"), []);
  });

  it("keeps no more than it shows", () => {
    const history = new TaskHistory();
    history.learn(Array.from({ length: 100 }, (_, index) => ended(index, "completed", 1)));
    assert.equal(history.of("task_1").length, 30);
    assert.equal(history.of("task_1")[0]?.id, "trun_99");
  });
});

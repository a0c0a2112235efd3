import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { errorFrame, questionFrames } from "../../../../src/runs/documents/frameMarks.ts";
import { timelineOf } from "../../../../src/runs/documents/runTimeline.ts";

const second = (s: number): string => `2026-03-31T12:00:${String(s).padStart(2, "0")}Z`;

/** Screenshots at 5, 10, 15 s and so on; changes as [status, seconds]. */
function history(status: string, changes: readonly (readonly [status: string, atSeconds: number])[]) {
  const frames = [5, 10, 15, 20, 25, 30].map((s, index) => ({ index, atMs: s * 1_000 }));
  const told = changes.map(([one, s], at) => ({ id: `evt_${at}`, status: one, created_at: second(s) }));
  const run = { status, created_at: second(0), updated_at: second(40), changes: told, framesAtMs: frames.map(({ atMs }) => atMs) };
  return { frames, timeline: timelineOf(run) };
}

describe("the screenshots at which a run asked", () => {
  it("are those that the agent had before it", () => {
    const { frames, timeline } = history("completed", [["running", 1], ["interaction_required", 12], ["running", 18], ["interaction_required", 26], ["running", 27], ["completed", 30]]);
    assert.deepEqual(questionFrames(frames, timeline), [1, 4]);
  });
});

describe("the screenshot at which an error happened", () => {
  const cases: [title: string, type: string, changes: [string, number][], index: number | undefined][] = [
    ["is the last one by the time the run failed", "task", [["running", 1], ["failed", 21]], 3],
    ["is the last of all where nothing tells when it failed", "source", [], 5],
    ["is one of the second in which the run failed", "task", [["running", 1], ["failed", 20]], 3],
    ["is the question's where nobody answered it in time", "interaction", [["running", 1], ["interaction_required", 11], ["failed", 31]], 1],
    ["is that of the last question of several", "interaction", [["running", 1], ["interaction_required", 6], ["running", 9], ["interaction_required", 16], ["failed", 31]], 2],
    ["is the last one by the end where no question is known of", "interaction", [["running", 1], ["failed", 21]], 3],
    ["is the first where the run failed before it", "session", [["failed", 1]], 0],
    ["is none where the call was at fault", "request", [["running", 1], ["failed", 21]], undefined],
    ["is none where the plan was at fault", "organization", [["running", 1], ["failed", 21]], undefined],
  ];
  for (const [title, type, changes, index] of cases) {
    it(title, () => {
      const { frames, timeline } = history("failed", changes);
      assert.equal(errorFrame({ type }, frames, timeline), index);
    });
  }

  it("is none where there are no screenshots", () => {
    assert.equal(errorFrame({ type: "task" }, [], history("failed", [["failed", 21]]).timeline), undefined);
  });
});

import assert from "node:assert/strict";
import type { RunSummary } from "../../../../src/api/schemas/run.ts";
import { progressText, thinkerOf } from "../../../../src/runs/starting/progressText.ts";

const run = (status: string): RunSummary => ({ id: status, status, result: null, task_id: "Weather", created_at: "", updated_at: "" });
const name = ({ task_id }: RunSummary): string => task_id;

describe("the progress of runs", () => {
  const cases: [title: string, statuses: string[], thought: string | undefined, text: string][] = [
    ["of one is its status", ["queued"], undefined, "Weather: queued"],
    ["of one is what its agent thinks, in one line", ["running"], "I click\n  Sign in.", "Weather: I click Sign in."],
    ["of one that waits is for what", ["interaction_required"], "I wait.", "Weather: waiting for an answer"],
    ["of several is how many do what", ["running", "running", "review_required"], undefined, "3 runs: 2 running, 1 waiting for a review"],
    ["of several is also what one of those at work thinks", ["interaction_required", "running"], "I click.", "2 runs: 1 waiting for an answer, 1 running. Weather: I click."],
    ["of several that wait says nothing of what was thought", ["queued", "interaction_required"], "I wait.", "2 runs: 1 queued, 1 waiting for an answer"],
    ["of none is nothing", [], undefined, ""],
  ];
  for (const [title, statuses, thought, text] of cases) it(title, () => assert.equal(progressText(statuses.map(run), name, thought), text));

  it("is told by the newest of those that are at work", () => {
    const runs = ["2026-01-01", "2026-01-03", "2026-01-02"].map((created_at, at) => ({ ...run(at === 1 ? "queued" : "running"), id: created_at, created_at }));
    assert.equal(thinkerOf(runs)?.id, "2026-01-02");
  });

  it("is not too long for a line", () => assert.equal(progressText([run("running")], name, "x".repeat(500)).length, "Weather: ".length + 121));
});

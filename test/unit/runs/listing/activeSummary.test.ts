import assert from "node:assert/strict";
import { activeRuns, activeSummary, summaryWords } from "../../../../src/runs/listing/activeSummary.ts";
import { RunStore } from "../../../../src/runs/store/runStore.ts";

function store(...statuses: string[]): RunStore {
  const filled = new RunStore();
  const time = (index: number): string => `2026-03-31T12:0${index}:00Z`;
  filled.apply(statuses.map((status, index) => ({ id: `trun_${index}`, status, task_id: "task_1", result: null, created_at: time(index), updated_at: time(index) })));
  return filled;
}

describe("What is active", () => {
  const cases: [title: string, statuses: string[], going: number, needy: number, words: string][] = [
    ["is nothing where all has ended", ["completed", "failed", "canceled"], 0, 0, ""],
    ["is what is queued, running or about to be canceled", ["queued", "running", "canceling"], 3, 0, "3 runs in progress"],
    ["is apart where it waits for a person", ["interaction_required", "review_required", "running"], 1, 2, "2 runs need you, 1 run in progress"],
    ["is one that waits", ["interaction_required"], 0, 1, "1 run needs you"],
    ["may be in a status that nobody knows", ["hibernating"], 1, 0, "1 run in progress"],
  ];
  for (const [title, statuses, going, needy, words] of cases) {
    it(title, () => {
      const summary = activeSummary(store(...statuses));
      assert.deepEqual([summary.going, summary.needy, summaryWords(summary)], [going, needy, words]);
    });
  }

  it("is told by status, in the order of the tree", () => {
    assert.deepEqual(activeSummary(store("running", "queued", "running", "completed", "review_required")).lines, ["1 review required", "2 running", "1 queued"]);
  });

  it("is listed with what needs a person first, the longest wait before the others", () => {
    const { needy, going } = activeRuns(store("running", "interaction_required", "queued", "interaction_required", "running"));
    assert.deepEqual([needy, going].map(runs => runs.map(({ id }) => id)), [["trun_1", "trun_3"], ["trun_4", "trun_0", "trun_2"]]);
  });
});

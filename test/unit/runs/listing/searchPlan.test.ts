import assert from "node:assert/strict";
import type { RunSummary } from "../../../../src/api/schemas/run.ts";
import { planSearch, type SearchStep } from "../../../../src/runs/listing/searchPlan.ts";
import { sampleRun } from "../sampleRun.ts";

const noon = (day: number): Date => new Date(2026, 10, day, 12);
const start = (day: number): string => new Date(new Date(2026, 10, day).getTime() - 1).toISOString();
const end = (day: number): string => new Date(2026, 10, day + 1).toISOString();
const tasks = [
  { id: "task_1", name: "Download latest bill" },
  { id: "task_2", name: "List bills" },
  { id: "task_3", name: "Fetch usage" },
];
const plan = (text: string) =>
  planSearch(text, { tasks, taskName: id => tasks.find(task => task.id === id)?.name ?? id, now: noon(20).getTime() });

describe("what the service is asked when somebody searches", () => {
  const cases: [text: string, steps: SearchStep[]][] = [
    ["", []],
    ["trun_7MoiVpf9t4GTXn7f", [{ kind: "id", id: "trun_7MoiVpf9t4GTXn7f" }]],
    ["failed", []],
    ["usage", [{ kind: "list", question: { task_id: "task_3" }, what: "runs of Fetch usage" }]],
    ["LATEST bill", [{ kind: "list", question: { task_id: "task_1" }, what: "runs of Download latest bill" }]],
    [
      "bill",
      [
        { kind: "list", question: { task_id: "task_1" }, what: "runs of Download latest bill" },
        { kind: "list", question: { task_id: "task_2" }, what: "runs of List bills" },
      ],
    ],
    ["today", [{ kind: "list", question: { created_after: start(20), created_before: end(20) }, what: "runs on 20 Nov" }]],
    ["yesterday", [{ kind: "list", question: { created_after: start(19), created_before: end(19) }, what: "runs on 19 Nov" }]],
    ["2026-11-03", [{ kind: "list", question: { created_after: start(3), created_before: end(3) }, what: "runs on 3 Nov" }]],
    ["2026-11-03..yesterday", [{ kind: "list", question: { created_after: start(3), created_before: end(19) }, what: "runs from 3 Nov to 19 Nov" }]],
    ["usage 2026-11-03", [{ kind: "list", question: { task_id: "task_3", created_after: start(3), created_before: end(3) }, what: "runs of Fetch usage on 3 Nov" }]],
    ["2026-02-31", []],
    ["2026-11-03..2026-11-01", []],
  ];
  for (const [text, steps] of cases) it(`${text || "nothing"}: ${steps.map(step => (step.kind === "id" ? "an id" : step.what)).join(", ") || "nothing"}`, () => assert.deepEqual(plan(text).steps, steps));
});

describe("what is found among the runs that are here", () => {
  const error = { type: "auth", code: "auth_invalid", message: "The source rejected the credentials." };
  const cases: [text: string, run: Partial<RunSummary>, isFound: boolean][] = [
    ["", {}, true],
    ["trun_9", {}, true],
    ["_9", {}, true],
    ["usage", { task_id: "task_3" }, true],
    ["usage", { task_id: "task_2" }, false],
    ["interaction REQUIRED", { status: "interaction_required" }, true],
    ["rejected auth_invalid", { status: "failed", errors: [error] }, true],
    ["rejected blocked", { status: "failed", errors: [error] }, false],
    ["success", { status: "completed", result: "success" }, true],
    ["2026-11-03", { created_at: noon(3).toISOString() }, true],
    ["2026-11-03", { created_at: noon(4).toISOString() }, false],
    ["2026-11-03..2026-11-05 usage", { created_at: noon(4).toISOString(), task_id: "task_3" }, true],
    ["today", { created_at: "soon" }, false],
  ];
  for (const [text, run, isFound] of cases) {
    it(`${text || "nothing typed"}: ${isFound ? "yes" : "no"}, of ${JSON.stringify(run)}`, () => assert.equal(plan(text).matches(sampleRun("trun_9", run)), isFound));
  }
});

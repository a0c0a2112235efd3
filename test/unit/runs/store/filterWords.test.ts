import assert from "node:assert/strict";
import { facetLine, filterText } from "../../../../src/runs/store/filterWords.ts";
import type { Facet, RunFilter } from "../../../../src/runs/store/runFilter.ts";

const now = new Date(2026, 10, 20, 12).getTime();
const nameOf = (facet: Facet, id: string): string => ({ task_1: "Download latest bill", agt_1: "Nora" })[id] ?? `${facet} ${id}`;

describe("the line of a filter", () => {
  const cases: [facet: Facet, values: string[], line: string][] = [
    ["task_id", ["task_1"], "Task: Download latest bill"],
    ["task_id", ["task_1", "task_9"], "Task: Download latest bill, task_id task_9"],
    ["agent_id", ["agt_1"], "Agent: Nora"],
    ["source_id", ["s"], "Source: source_id s"],
    ["credential_id", ["c"], "Credential: credential_id c"],
    ["status", ["interaction_required", "asleep"], "Status: Interaction required, asleep"],
    ["status", ["failed", "canceled", "completed"], "Status: Failed, Canceled, Completed"],
    ["status", ["failed", "canceled", "completed", "queued"], "Status: Failed, Canceled and 2 more"],
    ["result", ["failure"], "Result: failure"],
    ["since", ["hour"], "Created: in the last hour"],
    ["since", ["day"], "Created: in the last day"],
    ["since", ["week"], "Created: in the last week"],
    ["since", ["2026-11-03"], "Created: since 3 Nov"],
    ["since", ["2025-11-03"], "Created: since 3 Nov 2025"],
    ["since", ["whenever"], "Created: since whenever"],
  ];
  for (const [facet, values, line] of cases) it(line, () => assert.equal(facetLine({ [facet]: values }, facet, nameOf, now), line));
});

describe("a filter in a line", () => {
  const cases: [filter: RunFilter, text: string][] = [
    [{}, ""],
    [{ since: ["day"], status: ["failed", "canceled"], task_id: ["task_1"] }, "Download latest bill · Failed, Canceled · in the last day"],
  ];
  for (const [filter, text] of cases) it(text || "is empty without filters", () => assert.equal(filterText(filter, nameOf, now), text));
});

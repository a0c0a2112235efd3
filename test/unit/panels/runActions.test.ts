import assert from "node:assert/strict";
import { actionsElsewhere, actionsOf } from "../../../src/panels/runActions.ts";
import { freshRun } from "../api/schemas/documentedRun.ts";
import { RunSummary } from "../../../src/api/schemas/run.ts";

describe("the actions on a run of a profile that the window has left", () => {
  it("all wait for the way back, but for looking again", () => {
    const actions = actionsElsewhere(actionsOf(RunSummary.parse({ ...freshRun(), status: "running" })), "Acme");
    assert.deepEqual(actions.filter(({ why }) => why === undefined).map(({ id }) => id), ["refresh"]);
    assert.ok(actions.some(({ id, why }) => id === "cancel" && why === "The run belongs to Acme. Switch to that profile first."));
  });
});

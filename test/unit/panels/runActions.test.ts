import assert from "node:assert/strict";
import { barred, actionsOf } from "../../../src/panels/runActions.ts";
import { freshRun } from "../api/schemas/documentedRun.ts";
import { RunSummary } from "../../../src/api/schemas/run.ts";

describe("the actions on a run that no action would find", () => {
  it("are all barred, but for looking again", () => {
    const actions = barred(actionsOf(RunSummary.parse({ ...freshRun(), status: "running" })), "The run was deleted.");
    assert.deepEqual(actions.filter(({ why }) => why === undefined).map(({ id }) => id), ["refresh"]);
    assert.ok(actions.some(({ id, why }) => id === "cancel" && why === "The run was deleted."));
  });
});

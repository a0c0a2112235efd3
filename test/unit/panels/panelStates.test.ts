import assert from "node:assert/strict";
import { ApiError } from "../../../src/api/apiError.ts";
import { Run, RunSummary } from "../../../src/api/schemas/run.ts";
import { drawnAgain, elsewhere, withProblem } from "../../../src/panels/panelStates.ts";
import { runView } from "../../../src/panels/runView.ts";
import { freshRun } from "../api/schemas/documentedRun.ts";

const notThere = new ApiError({ kind: "notFound" }, "No such run");
const run = runView(Run.parse({ ...freshRun(), artifacts: null }), { names: { task: "Download bills" } });

describe("the states of a panel", () => {
  it("go on showing a run that was deleted, and say that it was", () => {
    const state = withProblem({ kind: "run", run }, notThere);
    assert.ok(state.kind === "run" && state.run.facts === run.facts);
    assert.match(state.problem ?? "", /it was deleted.*Below is what it was/);
    assert.deepEqual(state.run.actions.filter(({ why }) => why === undefined).map(({ id }) => id), ["refresh"]);
  });

  it("say of a run that nobody has seen that there is none", () => {
    const state = withProblem({ kind: "loading", id: "trun_1" }, notThere);
    assert.ok(state.kind === "missing");
    assert.match(state.why, /no such run/);
  });

  it("say that only another key helps where the key is refused", () => {
    const refused = new ApiError({ kind: "unauthorized" }, "Deck refused the API key.");
    for (const before of [{ kind: "run", run }, { kind: "loading", id: "trun_1" }] as const) {
      const state = withProblem(before, refused);
      assert.ok(state.kind !== "loading" && state.isRefused);
    }
  });

  it("do not wait any more for what could not be read", () => {
    const listed = runView(RunSummary.parse(freshRun()), { names: { task: "Download bills" } });
    const state = withProblem({ kind: "run", run: listed }, new Error("The network is down."));
    assert.ok(state.kind === "run" && listed.rest === "coming" && state.run.rest === "lost");
  });

  it("say of any other failure what it was", () => {
    const state = withProblem({ kind: "run", run }, new Error("The network is down."));
    assert.ok(state.kind === "run" && state.problem === "The network is down.");
  });

  it("stay as stale as they are when something is drawn anew", () => {
    const stale = drawnAgain(withProblem({ kind: "run", run }, notThere), { ...run, framesCopy: { lacks: 0 } });
    assert.ok(stale.kind === "run" && stale.run.framesCopy);
    assert.match(stale.problem ?? "", /it was deleted/);
    const strange = drawnAgain(elsewhere({ kind: "run", run }, "Acme"), run);
    assert.ok(strange.kind === "run" && strange.owner === "Acme");
    assert.deepEqual(strange.run.actions.filter(({ id, why }) => id !== "refresh" && why === undefined), []);
    assert.deepEqual(drawnAgain({ kind: "loading", id: run.id }, run), { kind: "run", run });
  });

  it("say whose a run is that another profile has, and offer no act on it", () => {
    const state = elsewhere({ kind: "run", run }, "Acme");
    assert.ok(state.kind === "run" && state.owner === "Acme");
    assert.deepEqual(state.run.actions.filter(({ id, why }) => id === "runAgain" && why === undefined), []);
    assert.ok(run.facts.some(({ name, lead }) => name === "task" && lead !== undefined));
    assert.deepEqual(state.run.facts.filter(({ lead }) => lead !== undefined).map(({ name }) => name), ["request"]);
    assert.deepEqual(elsewhere({ kind: "loading", id: "trun_1" }, "Acme").kind, "missing");
  });
});

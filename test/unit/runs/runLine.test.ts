import assert from "node:assert/strict";
import type { RunSummary } from "../../../src/api/schemas/run.ts";
import { idTail, outcomeText, runLine, runWords } from "../../../src/runs/runLine.ts";
import { at, sampleRun } from "./sampleRun.ts";

const refused = { type: "auth", code: "auth_invalid", message: "The login was refused." };
const asked = { type: "mfa", message: "Enter the code.", fields: [] };

describe("outcomeText", () => {
  const cases: [title: string, run: Partial<RunSummary>, text: string][] = [
    ["is the status while nothing has come of it", { status: "running" }, "running"],
    ["is the status in words", { status: "review_required" }, "review required"],
    ["is a status we do not know by its own name", { status: "asleep" }, "asleep"],
    ["is the question while it is asked", { status: "interaction_required", interaction: asked }, "Enter the code."],
    ["is the status where the question has no words", { status: "interaction_required", interaction: { ...asked, message: null } }, "interaction required"],
    ["is not a question that was asked before the end", { status: "completed", result: "success", interaction: asked }, "success"],
    ["is the result of a run that was completed", { status: "completed", result: "failure" }, "failure"],
    ["is the status where it was completed without a result", { status: "completed" }, "completed"],
    ["is not the result where that says no more than the status", { status: "failed", result: "failure" }, "failed"],
    ["is the status where there is no result", { status: "canceled" }, "canceled"],
    ["is the first error", { status: "failed", result: "failure", errors: [refused, { ...refused, message: "Then more." }] }, "The login was refused."],
    ["is the error's code where it has no words", { status: "failed", errors: [{ ...refused, message: "" }] }, "auth_invalid"],
    ["is not an empty list of errors", { status: "failed", errors: [] }, "failed"],
  ];
  for (const [title, run, text] of cases) it(title, () => assert.equal(outcomeText(sampleRun("a", run)), text));
});

describe("runLine", () => {
  const now = Date.parse(at(200));

  it("is the age, the outcome and the end of the id", () => {
    assert.equal(runLine(sampleRun("trun_a1B2c3D4e5F6g7H8", { status: "running" }), now), "3 min · running · g7H8");
  });

  it("leaves out an age that nobody knows", () => {
    assert.equal(runLine(sampleRun("trun_a1B2c3D4e5F6g7H8", { created_at: "soon" }), now), "queued · g7H8");
  });

  const belowStatus: [title: string, run: Partial<RunSummary>, line: string][] = [
    ["does not repeat the status that stands above", { status: "running" }, "3 min · g7H8"],
    ["does not repeat one of several words", { status: "review_required" }, "3 min · g7H8"],
    ["leaves a success to the icon", { status: "completed", result: "success" }, "3 min · g7H8"],
    ["says the result that the status does not", { status: "completed", result: "failure" }, "3 min · failure · g7H8"],
    ["says what went wrong", { status: "failed", errors: [refused] }, "3 min · The login was refused. · g7H8"],
  ];
  for (const [title, run, line] of belowStatus) {
    it(`below a status, ${title}`, () => assert.equal(runLine(sampleRun("trun_a1B2c3D4e5F6g7H8", run), now, { isBelowStatus: true }), line));
  }
});

describe("runWords", () => {
  const cases: [title: string, run: Partial<RunSummary>, words: string][] = [
    ["say once that it runs", { status: "running" }, "Pay, Running, 3 min ago, id ending in g7H8"],
    ["say that all went well, which else the icon shows", { status: "completed", result: "success" }, "Pay, Completed, success, 3 min ago, id ending in g7H8"],
    ["leave out an age that nobody knows", { created_at: "soon" }, "Pay, Queued, id ending in g7H8"],
  ];
  for (const [title, run, words] of cases) it(title, () => assert.equal(runWords("Pay", sampleRun("trun_a1B2c3D4e5F6g7H8", run), Date.parse(at(200))), words));
});

describe("idTail", () => {
  it("is a short id as a whole", () => assert.equal(idTail("r1"), "r1"));
});

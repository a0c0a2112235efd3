import assert from "node:assert/strict";
import { activeStatuses, canAnswer, canCancel, compareStatuses, finishedStatuses, isActive, isKnown, statusLabel, waitsForPerson, whyNotCanceled } from "../../../src/runs/status.ts";

/** One line of facts for a status: which of the questions are answered with yes. */
function factsOf(status: string): string {
  const questions = { isKnown, isActive, canCancel, canAnswer, waitsForPerson };
  return [statusLabel(status), ...Object.entries(questions).flatMap(([name, ask]) => (ask(status) ? [name] : []))].join(" ");
}

describe("a status", () => {
  const facts: [status: string, facts: string][] = [
    ["interaction_required", "Interaction required isKnown isActive canAnswer waitsForPerson"],
    ["review_required", "Review required isKnown isActive waitsForPerson"],
    ["running", "Running isKnown isActive canCancel"],
    ["queued", "Queued isKnown isActive canCancel"],
    ["canceling", "Canceling isKnown isActive"],
    ["completed", "Completed isKnown"],
    ["failed", "Failed isKnown"],
    ["canceled", "Canceled isKnown"],
    ["asleep", "asleep isActive"],
    ["constructor", "constructor isActive"],
  ];
  for (const [status, expected] of facts) it(`${status} is: ${expected}`, () => assert.equal(factsOf(status), expected));

  const obstacles: [status: string, standing: string][] = [
    ["interaction_required", "waiting for an answer"],
    ["review_required", "waiting for a review"],
    ["canceling", "canceling"],
    ["completed", "completed"],
    ["asleep", "asleep"],
  ];
  for (const [status, standing] of obstacles) {
    it(`says first, where it keeps a run from being canceled, that it is ${standing}`, () => {
      assert.equal(whyNotCanceled(status), `This run is ${standing}; only queued and running runs can be canceled.`);
    });
  }

  it("says nothing where a run can be canceled", () => assert.deepEqual([whyNotCanceled("queued"), whyNotCanceled("running")], [undefined, undefined]));

  it("is either active or finished", () => {
    assert.deepEqual(activeStatuses, ["interaction_required", "review_required", "running", "queued", "canceling"]);
    assert.deepEqual(finishedStatuses, ["completed", "failed", "canceled"]);
  });

  it("has its place in the order in which a person wants to see it, unknown ones by name among those that go on", () => {
    const shown = [...activeStatuses, "asleep", "zombie", ...finishedStatuses];
    assert.deepEqual(shown.toReversed().toSorted(compareStatuses), shown);
  });
});

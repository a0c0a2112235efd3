import assert from "node:assert/strict";
import type { RunSummary } from "../../../../src/api/schemas/run.ts";
import { askedText, concernsPerson, needyRuns, waitedText, waitedWords, waitingLine } from "../../../../src/runs/needs/needsYou.ts";
import { RunStore } from "../../../../src/runs/store/runStore.ts";
import { at, sampleRun } from "../sampleRun.ts";

function waiting(id: string, status: string, since: string): RunSummary {
  return { ...sampleRun(id, { status }), updated_at: since };
}

const since = "2026-11-20T12:00:00Z";
const now = (seconds: number): number => Date.parse(since) + seconds * 1000;

describe("what needs a person", () => {
  it("is questions before reviews, the longest waiting first, and nothing else", () => {
    const store = new RunStore();
    store.apply([
      waiting("review-new", "review_required", "2026-11-20T12:03:00Z"),
      waiting("question-new", "interaction_required", "2026-11-20T12:04:00Z"),
      waiting("review-old", "review_required", "2026-11-20T11:00:00Z"),
      waiting("question-old", "interaction_required", "2026-11-20T12:02:00Z"),
      waiting("busy", "running", "2026-11-20T10:00:00Z"),
      waiting("odd", "hibernating", "2026-11-20T10:00:00Z"),
    ]);
    assert.deepEqual(needyRuns(store).map(({ id }) => id), ["question-old", "question-new", "review-old", "review-new"]);
  });

  const ages: [title: string, seconds: number, usualMs: number | undefined, text: string][] = [
    ["seconds in steps of ten", 48, undefined, "40 s"],
    ["whole minutes after that", 200, undefined, "3 min"],
    ["hours and minutes", 3 * 3600 + 150, undefined, "3 h 2 min"],
    ["a whole hour alone", 3600, undefined, "1 h"],
    ["nothing below nought when the clocks differ", -30, undefined, "0 s"],
    ["the usual limit as a guess", 65, 300_000, "1 min of about 5 min"],
  ];
  for (const [title, seconds, usualMs, text] of ages) {
    it(`says how long it has waited: ${title}`, () => {
      assert.equal(waitedText(waiting("a", "interaction_required", since), now(seconds), usualMs), text);
    });
  }

  it("has no limit to say for a review", () => {
    assert.equal(waitedText(waiting("a", "review_required", since), now(65), 300_000), "1 min");
  });

  it("says that the limit is a guess, and where it comes from", () => {
    const run = waiting("a", "interaction_required", since);
    assert.equal(waitedWords(run, now(65), 300_000), "1 min of about 5 min, a guess from questions that nobody answered in time");
    assert.equal(waitedWords(run, now(65)), "1 min");
  });

  it("says what is asked, in the service's words where there are any", () => {
    const question = { ...waiting("a", "interaction_required", since), interaction: { type: "mfa", message: "Enter the code", fields: [] } };
    assert.equal(waitingLine(question, now(65)), "1 min · Enter the code");
    assert.equal(askedText({ ...question, interaction: null }), "Interaction required");
    assert.equal(askedText(waiting("a", "review_required", since)), "Check the result");
  });

  it("counts from the creation where the last change cannot be read", () => {
    const run = { ...sampleRun("a", { status: "interaction_required", created_at: at(0) }), updated_at: "soon" };
    assert.equal(waitedText(run, Date.parse(at(0)) + 20_000), "20 s");
  });

  const steps: [title: string, before: string | undefined, now: string | undefined, expected: boolean][] = [
    ["a run that begins to wait", "running", "interaction_required", true],
    ["one that ceases to", "review_required", "completed", true],
    ["one that is new and waits", undefined, "interaction_required", true],
    ["one that waited and is gone", "interaction_required", undefined, true],
    ["one that goes on", "queued", "running", false],
  ];
  for (const [title, before, after, expected] of steps) {
    it(`is ${expected ? "" : "not "}concerned by ${title}`, () => {
      const run = (status: string | undefined) => (status === undefined ? undefined : sampleRun("a", { status }));
      assert.equal(concernsPerson({ before: run(before), now: run(after) }), expected);
    });
  }
});

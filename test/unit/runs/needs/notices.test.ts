import assert from "node:assert/strict";
import type { RunSummary } from "../../../../src/api/schemas/run.ts";
import { endedUnseen, mergedText, NewsGate, type NoticeKind, noticeOf, noticesOf, type NoticeRules, noticeText } from "../../../../src/runs/needs/notices.ts";
import { at, sampleRun } from "../sampleRun.ts";

const usual: NoticeRules = {
  needsYou: true,
  failed: "startedHere",
  completed: "off",
  isOwn: id => id === "own",
  isWatched: id => id === "watched",
  isMuted: task => task === "muted",
};

function step(id: string, before: string | undefined, now: string | undefined, rest: Partial<RunSummary> = {}) {
  const run = (status: string | undefined) => (status === undefined ? undefined : sampleRun(id, { status, ...rest }));
  return { before: run(before), now: run(now) };
}

describe("what is told of a run", () => {
  const cases: [title: string, id: string, before: string | undefined, now: string | undefined, rules: Partial<NoticeRules>, kind: NoticeKind | undefined][] = [
    ["a question", "a", "running", "interaction_required", {}, "needsYou"],
    ["a review", "a", "running", "review_required", {}, "needsYou"],
    ["a question of a run that is new", "a", undefined, "interaction_required", {}, "needsYou"],
    ["no question where that is switched off", "a", "running", "interaction_required", { needsYou: false }, undefined],
    ["no question that stands as it stood", "a", "interaction_required", "interaction_required", {}, undefined],
    ["a failure of a run begun here", "own", "running", "failed", {}, "failed"],
    ["no failure of another run", "a", "running", "failed", {}, undefined],
    ["any failure where all are wanted", "a", "running", "failed", { failed: "all" }, "failed"],
    ["no failure where none is wanted", "own", "running", "failed", { failed: "off" }, undefined],
    ["no completion unless wanted", "own", "running", "completed", {}, undefined],
    ["the completion of a run begun here where that is wanted", "own", "running", "completed", { completed: "startedHere" }, "completed"],
    ["the end of a watched run, whatever it is", "watched", "canceling", "canceled", {}, "watched"],
    ["the end of a watched run as that, not as a failure", "watched", "running", "failed", { failed: "all" }, "watched"],
    ["a question of a watched run as any", "watched", "running", "interaction_required", {}, "needsYou"],
    ["no beginning", "own", "queued", "running", { failed: "all", completed: "all" }, undefined],
    ["no cancellation", "own", "canceling", "canceled", { failed: "all", completed: "all" }, undefined],
    ["nothing of a run that is gone", "own", "running", undefined, {}, undefined],
    ["nothing of a status that we do not know", "own", "running", "hibernating", {}, undefined],
  ];
  for (const [title, id, before, now, rules, kind] of cases) {
    it(`is ${title}`, () => assert.equal(noticeOf(step(id, before, now), { ...usual, ...rules })?.kind, kind));
  }

  it("is a question that is asked again", () => {
    const { before, now } = step("a", "interaction_required", "interaction_required");
    assert.equal(noticeOf({ before, now: now && { ...now, updated_at: at(9) } }, usual)?.kind, "needsYou");
  });

  it("is nothing of a muted task but the end of a watched run", () => {
    const rules = { ...usual, failed: "all" as const };
    assert.equal(noticeOf(step("a", "running", "interaction_required", { task_id: "muted" }), rules), undefined);
    assert.equal(noticeOf(step("a", "running", "failed", { task_id: "muted" }), rules), undefined);
    assert.equal(noticeOf(step("watched", "running", "failed", { task_id: "muted" }), rules)?.kind, "watched");
  });
});

describe("NewsGate", () => {
  it("lets nothing through before the first answer", () => {
    assert.equal(new NewsGate().lets(step("a", "running", "failed")), false);
  });

  it("lets changes through, and new runs, but no old ones that were read late", () => {
    const gate = new NewsGate();
    gate.begin([sampleRun("b", { created_at: at(50) }), sampleRun("a", { created_at: at(100) })]);
    assert.equal(gate.lets(step("a", "running", "failed")), true);
    assert.equal(gate.lets(step("new", undefined, "failed", { created_at: at(101) })), true);
    assert.equal(gate.lets(step("old", undefined, "failed", { created_at: at(99) })), false);
    assert.equal(gate.lets(step("gone", "failed", undefined)), false);
  });

  it("keeps to what was known first", () => {
    const gate = new NewsGate();
    gate.begin([]);
    gate.begin([sampleRun("a", { created_at: at(100) })]);
    assert.equal(gate.lets(step("b", undefined, "failed", { created_at: at(50) })), true);
  });
});

describe("what is told of many steps", () => {
  it("is of each run the last", () => {
    const told = noticesOf([step("a", "running", "interaction_required"), step("b", "running", "review_required"), step("a", "running", "review_required")], usual);
    assert.deepEqual(told.map(({ run }) => [run.id, run.status]), [["a", "review_required"], ["b", "review_required"]]);
  });
});

describe("what ended while no window was open", () => {
  it("is told of watched runs alone, and only of those that have ended", () => {
    const runs = [sampleRun("a", { status: "failed" }), sampleRun("b", { status: "running" }), sampleRun("c", { status: "completed" })];
    const isWatched = (id: string) => id !== "c";
    const told = noticesOf(endedUnseen(runs, isWatched), { ...usual, isWatched });
    assert.deepEqual(told.map(({ kind, run }) => [kind, run.id]), [["watched", "a"]]);
  });
});

describe("the words of a notice", () => {
  const failed = { ...sampleRun("a", { status: "failed" }), errors: [{ type: "source", code: "blocked", message: "The site stopped the run." }] };
  const question = { ...sampleRun("a", { status: "interaction_required" }), interaction: { type: "mfa", message: "Enter the code", fields: [] } };
  const cases: [kind: NoticeKind, run: RunSummary, text: string][] = [
    ["needsYou", question, '"Pay" asks: Enter the code'],
    ["needsYou", sampleRun("a", { status: "review_required" }), '"Pay" waits for your review.'],
    ["failed", failed, '"Pay" has failed: The site stopped the run.'],
    ["failed", sampleRun("a", { status: "failed" }), '"Pay" has failed.'],
    ["completed", { ...sampleRun("a", { status: "completed" }), result: "success" }, '"Pay" has completed: success'],
    ["watched", sampleRun("a", { status: "canceled" }), '"Pay" has been canceled.'],
  ];
  for (const [kind, run, text] of cases) {
    it(`are ${text}`, () => assert.equal(noticeText({ kind, run }, "Pay"), text));
  }

  it("say that an answer was refused", () => assert.equal(noticeText({ kind: "needsYou", run: question }, "Pay", true), '"Pay" refused the answer and asks again: Enter the code'));

  it("name the tasks of many, the most three", () => {
    assert.equal(mergedText("needsYou", ["A", "B", "A", "A"]), "4 runs need you: A (3), B.");
    assert.equal(mergedText("failed", ["A", "B", "C", "D"]), "4 runs failed: A, B, C and others.");
  });
});

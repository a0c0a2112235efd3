import assert from "node:assert/strict";
import { AskedQuestions, questionOf } from "../../../../src/runs/needs/askedQuestions.ts";
import { at, sampleRun } from "../sampleRun.ts";

const asking = (message: string, seconds: number) =>
  sampleRun("a", { status: "interaction_required", updated_at: at(seconds), interaction: { type: "mfa", message, fields: [{ name: "code" }] } });
const going = sampleRun("a", { status: "running" });

function seen(...runs: ReturnType<typeof sampleRun>[]): AskedQuestions {
  const questions = new AskedQuestions();
  for (const now of runs) questions.see({ before: undefined, now });
  return questions;
}

describe("AskedQuestions", () => {
  it("know what a run asked after it goes on, one question after the other", () => {
    const questions = seen(asking("First", 1), asking("Second", 60), going);
    assert.deepEqual(questions.of("a").map(({ interaction }) => interaction.message), ["First", "Second"]);
  });

  it("know a question once, as it was told last", () => {
    assert.deepEqual(seen(asking("First", 1), asking("First, in full", 1)).of("a").map(({ interaction }) => interaction.message), ["First, in full"]);
  });

  it("know nothing of other runs, nor of one that only stopped", () => {
    assert.deepEqual(seen(asking("First", 1)).of("b"), []);
    assert.deepEqual(seen({ ...asking("", 1), interaction: null }).of("a"), []);
  });

  it("find what was asked at a time, the nearest first, and nothing where that was not seen", () => {
    const asked = seen(asking("First", 1), asking("Second", 4)).of("a");
    assert.deepEqual([0, 3, 60].map(seconds => questionOf(asked, at(seconds))?.message), ["First", "Second", undefined]);
  });
});

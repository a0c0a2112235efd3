import assert from "node:assert/strict";
import type { RunSummary } from "../../../../src/api/schemas/run.ts";
import { readWaits, WaitLimits } from "../../../../src/runs/needs/waitLimits.ts";
import { sampleRun } from "../sampleRun.ts";

const asked: RunSummary = { ...sampleRun("a", { status: "interaction_required" }), source_id: "src_1", updated_at: "2026-11-20T12:00:00Z" };

function failed(code: string): RunSummary {
  return { ...asked, status: "failed", errors: [{ type: "interaction", code, message: "" }], updated_at: "2026-11-20T12:05:00Z" };
}

describe("WaitLimits", () => {
  it("knows nothing of a source whose questions were always answered", () => {
    const limits = new WaitLimits();
    assert.equal(limits.usualMs("src_1"), undefined);
    assert.equal(limits.usualMs(null), undefined);
  });

  it("learns from runs that were seen to wait too long, under either name of that", () => {
    for (const code of ["interaction_timeout", "mfa_timeout"]) {
      const limits = new WaitLimits();
      assert.equal(limits.learnFrom({ before: asked, now: failed(code) }), true);
      assert.equal(limits.usualMs("src_1"), 300_000);
    }
  });

  it("learns nothing from other ends", () => {
    const limits = new WaitLimits();
    assert.equal(limits.learnFrom({ before: asked, now: failed("agent_failed") }), false);
    assert.equal(limits.learnFrom({ before: { ...asked, status: "running" }, now: failed("interaction_timeout") }), false);
    assert.equal(limits.learnFrom({ before: undefined, now: failed("interaction_timeout") }), false);
    assert.equal(limits.learnFrom({ before: asked, now: undefined }), false);
    assert.equal(limits.usualMs("src_1"), undefined);
  });

  it("guesses the middle of the newest five", () => {
    const limits = new WaitLimits();
    for (const ms of [1, 2, 600, 500, 100, 400, 300]) limits.learn("src_1", ms);
    assert.equal(limits.usualMs("src_1"), 400);
  });

  it("does not learn from clocks that run backwards", () => {
    assert.equal(new WaitLimits().learn("src_1", -5), false);
    assert.equal(new WaitLimits().learn("src_1", Number.NaN), false);
  });

  it("takes up what was known before", () => {
    const limits = new WaitLimits({ src_1: [120_000] });
    limits.learn("src_2", 60_000);
    assert.equal(limits.usualMs("src_1"), 120_000);
    assert.deepEqual(limits.known(), { src_1: [120_000], src_2: [60_000] });
  });

  it("forgets what was kept in another form", () => {
    assert.deepEqual(readWaits({ src_1: [5], src_2: "soon", src_3: [null], src_4: 7 }), { src_1: [5] });
    assert.deepEqual([readWaits(undefined), readWaits("x"), readWaits(null)], [{}, {}, {}]);
  });
});

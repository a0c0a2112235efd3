import assert from "node:assert/strict";
import { countdownText, isOpenSession, nextEndMs, sessionStatusText } from "../../../../src/runs/starting/openSession.ts";
import { at } from "../sampleRun.ts";

const session = (status: string) => ({ id: "sess_1", status, created_at: at(0), updated_at: at(60) });

describe("an open session", () => {
  const cases: [seconds: number, text: string][] = [
    [60, "ends in 10 min"],
    [61, "ends in 10 min"],
    [130, "ends in 9 min"],
    [605, "ends in 60 s"],
    [640, "ends in 20 s"],
    [655, "about to end"],
    [9_000, "about to end"],
  ];
  for (const [seconds, text] of cases) {
    it(`counts down while it is idle: ${text} after ${seconds} s`, () => assert.equal(countdownText(session("idle"), Date.parse(at(seconds))), text));
  }

  it("has no countdown while something runs in it, or where the time cannot be read", () => {
    assert.equal(countdownText(session("running"), 0), undefined);
    assert.equal(countdownText({ ...session("idle"), updated_at: "soon" }, 0), undefined);
  });

  it("is whatever has not ended, also under a status that is not known", () => {
    assert.deepEqual(["queued", "running", "idle", "completing", "resting", "completed", "failed"].filter(status => isOpenSession(session(status))), ["queued", "running", "idle", "completing", "resting"]);
    assert.equal(sessionStatusText("resting"), "resting");
    assert.equal(sessionStatusText("constructor"), "constructor");
  });

  it("is looked at again when its time is over, and not too often where it stays", () => {
    const later = { ...session("idle"), updated_at: at(120) };
    assert.equal(nextEndMs([later, session("idle"), session("running")], Date.parse(at(60))), 605_000);
    assert.equal(nextEndMs([session("idle")], Date.parse(at(9_000))), 60_000);
    assert.equal(nextEndMs([session("running")], Date.parse(at(60))), undefined);
  });
});

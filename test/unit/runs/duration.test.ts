import assert from "node:assert/strict";
import { ageText, durationText, shortAge } from "../../../src/runs/duration.ts";

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

describe("ageText", () => {
  const cases: [ms: number, text: string, short: string][] = [
    [-hourMs, "just now", "now"],
    [0, "just now", "now"],
    [10 * secondMs - 1, "just now", "now"],
    [10 * secondMs, "10 s ago", "10 s"],
    [47 * secondMs, "40 s ago", "40 s"],
    [minuteMs - 1, "50 s ago", "50 s"],
    [minuteMs, "1 min ago", "1 min"],
    [3 * minuteMs + 59 * secondMs, "3 min ago", "3 min"],
    [hourMs - 1, "59 min ago", "59 min"],
    [hourMs, "1 h ago", "1 h"],
    [2 * dayMs - 1, "47 h ago", "47 h"],
    [2 * dayMs, "2 d ago", "2 d"],
    [400 * dayMs, "400 d ago", "400 d"],
  ];
  const now = Date.parse("2026-03-31T12:00:00Z");
  for (const [ms, text, short] of cases) {
    const then = new Date(now - ms).toISOString();
    it(`says "${text}", or "${short}", after ${ms} ms`, () => assert.deepEqual([ageText(then, now), shortAge(then, now)], [text, short]));
  }

  it("says nothing of a time that cannot be read", () => assert.deepEqual([ageText("soon", now), shortAge("soon", now)], ["", ""]));
});

describe("durationText", () => {
  const cases: [ms: number, text: string][] = [
    [0, "0.0 s"],
    [44, "0.0 s"],
    [400, "0.4 s"],
    [949, "0.9 s"],
    [960, "1 s"],
    [secondMs, "1 s"],
    [12_400, "12 s"],
    [59_499, "59 s"],
    [59_500, "1 min"],
    [minuteMs, "1 min"],
    [2 * minuteMs + 5 * secondMs, "2 min 5 s"],
    [hourMs - 500, "1 h"],
    [hourMs + 3 * minuteMs + 20 * secondMs, "1 h 3 min"],
    [49 * hourMs, "49 h"],
  ];
  for (const [ms, text] of cases) it(`says "${text}" for ${ms} ms`, () => assert.equal(durationText(ms), text));
});

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type Stretch, timelineScale } from "../../../src/webview/timelineScale.ts";

const minute = 60_000;
const day = 1_440 * minute;

describe("timelineScale", () => {
  it("is even while all can be seen", () => {
    const scale = timelineScale(laid(["idle", 1], ["busy", 4], ["idle", 5]), 10);
    assert.deepEqual([0, 1, 5, 7.5, 10].map(ms => scale.at(ms)), [0, 0.1, 0.5, 0.75, 1]);
    assert.deepEqual(scale.cut, []);
  });

  it("draws days of waiting shorter, so that minutes of work are seen", () => {
    const scale = timelineScale(laid(["busy", 5 * minute], ["idle", 3 * day], ["busy", 5 * minute]), 3 * day + 10 * minute);
    assert.deepEqual(scale.cut.map(({ fromMs }) => fromMs), [5 * minute]);
    assert.deepEqual(rounded(scale.at(5 * minute), scale.at(3 * day + 5 * minute)), [0.33, 0.67]);
  });

  it("draws each of some long ones shorter", () => {
    const scale = timelineScale(laid(["idle", 2 * day], ["busy", 5 * minute], ["idle", 3 * day]), 5 * day + 5 * minute);
    assert.deepEqual(rounded(scale.at(2 * day), scale.at(2 * day + 5 * minute)), [0.25, 0.75]);
  });

  it("cuts no work short, nor what there is nothing beside", () => {
    assert.deepEqual(timelineScale(laid(["idle", 2], ["busy", day]), day + 2).cut, []);
    assert.deepEqual(timelineScale(laid(["idle", 2], ["idle", day]), day + 2).cut, []);
  });

  it("tells the moment of each place, also where it is drawn shorter", () => {
    const scale = timelineScale(laid(["busy", 5 * minute], ["idle", 3 * day], ["busy", 5 * minute]), 3 * day + 10 * minute);
    for (const ms of [0, 4 * minute, day, 3 * day + 9 * minute, 3 * day + 10 * minute]) assert.equal(Math.round(scale.msAt(scale.at(ms))), ms);
    assert.equal(timelineScale([], 0).msAt(0.5), 0);
  });

  it("keeps moments before, between and after what is told in their order", () => {
    const scale = timelineScale([{ fromMs: 10, toMs: 20, isIdle: true }], 40);
    assert.deepEqual([0, 10, 20, 40, 50].map(ms => scale.at(ms)), [0, 0.25, 0.5, 1, 1]);
    assert.equal(timelineScale([], 0).at(0), 0);
  });
});

function laid(...all: readonly ["idle" | "busy", number][]): Stretch[] {
  let fromMs = 0;
  return all.map(([kind, ms]) => ({ fromMs, toMs: (fromMs += ms), isIdle: kind === "idle" }));
}

function rounded(...all: readonly number[]): number[] {
  return all.map(value => Math.round(value * 100) / 100);
}

import assert from "node:assert/strict";
import { isDoubleClick, keepIn, preservesFocus, subjectIn } from "../../../src/panels/panelArguments.ts";

describe("what a panel is opened with", () => {
  it("is read from what its page kept, also from what an older version kept", () => {
    const profile = { id: "p", name: "P" };
    assert.deepEqual(subjectIn({ id: "trun_1", isPreview: true, profile }), { id: "trun_1", isPreview: true, profile });
    assert.deepEqual(subjectIn({ id: "trun_1" }), { id: "trun_1", isPreview: false });
    assert.deepEqual(subjectIn({ id: "trun_1", profile: "p", isPreview: "yes" }), { id: "trun_1", isPreview: false });
  });

  for (const state of [undefined, null, {}, { id: 1 }, "trun_1"]) {
    it(`is nothing in ${JSON.stringify(state)}`, () => assert.equal(subjectIn(state), undefined));
  }

  it("is kept where that is asked for", () => {
    assert.deepEqual([keepIn({ id: "a", keep: true }), keepIn({ id: "a" }), keepIn(undefined)], [true, false, false]);
  });

  it("is only shown where that is asked for", () => {
    assert.deepEqual([preservesFocus({ id: "a", preserveFocus: true }), preservesFocus({ id: "a" }), preservesFocus("a")], [true, false, false]);
  });

  const clicks: [title: string, before: { id: string; at: number } | undefined, isDouble: boolean][] = [
    ["the same run twice at once", { id: "a", at: 800 }, true],
    ["the same run after a while", { id: "a", at: 100 }, false],
    ["another run", { id: "b", at: 990 }, false],
    ["the first run of all", undefined, false],
  ];
  for (const [title, before, isDouble] of clicks) {
    it(`is ${isDouble ? "" : "not "}a double click for ${title}`, () => assert.equal(isDoubleClick(before, { id: "a", at: 1_000 }), isDouble));
  }
});

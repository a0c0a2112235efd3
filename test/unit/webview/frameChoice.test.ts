import assert from "node:assert/strict";
import { FrameChoice } from "../../../src/webview/frameChoice.ts";

const frames = Array.from({ length: 10 }, (_, index) => ({ index, reasoning: "", atMs: index * 5_000 }));

describe("the choice of a frame", () => {
  it("goes to what was the newest at a time of the run", () => {
    const choice = new FrameChoice();
    const positions = [0, 4_999, 5_000, 12_000, 999_000, -1].map(atMs => {
      choice.goTo(frames, atMs);
      return choice.position(frames);
    });
    assert.deepEqual(positions, [0, 0, 1, 2, 9, 0]);
  });

  it("follows what comes after the last one, and stays elsewhere", () => {
    const choice = new FrameChoice();
    choice.choose(frames, 99);
    const more = [...frames, { index: 10, reasoning: "", atMs: 50_000 }];
    assert.equal(choice.position(more), 10);
    choice.choose(more, 3);
    assert.equal(choice.position([...more, { index: 11, reasoning: "", atMs: 55_000 }]), 3);
  });
});

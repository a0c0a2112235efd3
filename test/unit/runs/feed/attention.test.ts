import assert from "node:assert/strict";
import { Attention } from "../../../../src/runs/feed/attention.ts";

function setup() {
  const attention = new Attention();
  const counts = { begun: 0 };
  attention.onDidBegin(() => (counts.begun += 1));
  return { attention, counts };
}

describe("Attention", () => {
  it("is with nobody at first", () => assert.equal(setup().attention.isWatched, false));

  it("lasts until the last view is gone", () => {
    const { attention } = setup();
    const [first, second] = [attention.look(), attention.look()];
    first.dispose();
    assert.equal(attention.isWatched, true);
    second.dispose();
    assert.equal(attention.isWatched, false);
  });

  it("begins with the first view only, and again after the last was gone", () => {
    const { attention, counts } = setup();
    const [first, second] = [attention.look(), attention.look()];
    assert.equal(counts.begun, 1);
    first.dispose();
    second.dispose();
    attention.look();
    assert.equal(counts.begun, 2);
  });

  it("stays with who waits for news, whatever window has the focus", () => {
    const { attention, counts } = setup();
    attention.setFocus(false);
    attention.look();
    const waiting = attention.wait();
    assert.deepEqual([attention.isWatched, counts.begun], [true, 1]);
    waiting.dispose();
    assert.equal(attention.isWatched, false);
  });

  it("counts a view that goes twice once", () => {
    const { attention } = setup();
    const first = attention.look();
    attention.look();
    first.dispose();
    first.dispose();
    assert.equal(attention.isWatched, true);
  });

  it("is there by the time it is told", () => {
    const { attention } = setup();
    const seen: boolean[] = [];
    attention.onDidBegin(() => seen.push(attention.isWatched));
    attention.look();
    assert.deepEqual(seen, [true]);
  });

  it("tells nobody once it is disposed", () => {
    const { attention, counts } = setup();
    attention.dispose();
    attention.look();
    assert.equal(counts.begun, 0);
  });
});

describe("Attention in a window without focus", () => {
  it("is with nobody, whatever is in sight, and comes back with the focus", () => {
    const { attention, counts } = setup();
    let ended = 0;
    attention.onDidEnd(() => (ended += 1));
    attention.look();
    attention.setFocus(false);
    assert.deepEqual([attention.isWatched, ended], [false, 1]);
    attention.look();
    assert.equal(attention.isWatched, false);
    attention.setFocus(true);
    assert.deepEqual([attention.isWatched, counts.begun], [true, 2]);
  });

  it("does not begin with the focus where nothing is in sight", () => {
    const { attention, counts } = setup();
    attention.setFocus(false);
    attention.setFocus(true);
    assert.deepEqual([attention.isWatched, counts.begun], [false, 0]);
  });
});

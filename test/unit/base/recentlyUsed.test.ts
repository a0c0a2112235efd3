import assert from "node:assert/strict";
import { RecentlyUsed } from "../../../src/base/recentlyUsed.ts";

describe("what was used recently", () => {
  it("is kept up to a size, and what was not used longest goes first", () => {
    const kept = new RecentlyUsed<string>(10);
    kept.set("a", "A", 4);
    kept.set("b", "B", 4);
    assert.equal(kept.get("a"), "A");
    kept.set("c", "C", 4);
    assert.deepEqual([kept.get("a"), kept.get("b"), kept.get("c")], ["A", undefined, "C"]);
  });

  it("counts what takes another's place once", () => {
    const kept = new RecentlyUsed<string>(10);
    kept.set("a", "A", 9);
    kept.set("a", "A2", 5);
    kept.set("b", "B", 5);
    assert.deepEqual([kept.get("a"), kept.get("b")], ["A2", "B"]);
    kept.clear();
    assert.equal(kept.get("a"), undefined);
  });

  it("keeps the newest, however large", () => {
    const kept = new RecentlyUsed<string>(10);
    kept.set("a", "A", 5);
    kept.set("b", "B", 50);
    assert.deepEqual([kept.get("a"), kept.get("b")], [undefined, "B"]);
  });
});

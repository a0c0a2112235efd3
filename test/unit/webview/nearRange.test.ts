import assert from "node:assert/strict";
import { nearRange } from "../../../src/webview/nearRange.ts";

describe("nearRange", () => {
  const cases: [title: string, scrolled: number, count: number, from: number, to: number][] = [
    ["begins with the first", 0, 1_000, 0, 13],
    ["has three more on either side", 5_000, 1_000, 47, 63],
    ["ends with the last", 99_000, 1_000, 987, 1_000],
    ["is all where there are few", 0, 4, 0, 4],
    ["is empty where there are none", 0, 0, 0, 0],
    ["stays inside when there are fewer than before", 99_000, 4, 4, 4],
  ];
  for (const [title, scrolled, count, from, to] of cases) {
    it(title, () => assert.deepEqual(nearRange({ scrolled, extent: 1_000, itemSize: 100, count }), { from, to }));
  }
});

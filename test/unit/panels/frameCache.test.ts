import assert from "node:assert/strict";
import { FrameCache } from "../../../src/panels/frameCache.ts";

describe("the cache of frames", () => {
  const held = (cache: FrameCache, ...indexes: number[]): number[] => indexes.filter(index => cache.get(index));

  it("lets go of what was used longest ago", () => {
    const cache = new FrameCache(30);
    for (const index of [0, 1, 2]) cache.put(index, new ArrayBuffer(10));
    cache.get(0);
    cache.put(3, new ArrayBuffer(10));
    assert.deepEqual(held(cache, 0, 1, 2, 3), [0, 2, 3]);
  });

  it("counts what is put again once", () => {
    const cache = new FrameCache(30);
    for (const index of [0, 1, 1, 1, 1]) cache.put(index, new ArrayBuffer(10));
    assert.deepEqual(held(cache, 0, 1), [0, 1]);
  });

  it("holds the last one, however large", () => {
    const cache = new FrameCache(30);
    cache.put(0, new ArrayBuffer(10));
    cache.put(1, new ArrayBuffer(100));
    assert.deepEqual(held(cache, 0, 1), [1]);
  });
});

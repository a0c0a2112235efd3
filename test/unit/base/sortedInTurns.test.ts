import assert from "node:assert/strict";
import { sortedInTurns } from "../../../src/base/sortedInTurns.ts";

function driven<T>(work: Generator<undefined, T>): { turns: number; result: T } {
  for (let turns = 0; ; turns += 1) {
    const step = work.next();
    if (step.done) return { turns, result: step.value };
  }
}

describe("sorting in turns", () => {
  for (const length of [0, 1, 2, 999, 1_000, 1_001, 5_500]) {
    it(`gives what sorting at once gives, equals in their order: ${length}`, () => {
      const all = Array.from({ length }, (_, index) => ({ key: (index * 37) % 101, index }));
      const { result } = driven(sortedInTurns(all, (a, b) => a.key - b.key));
      assert.deepEqual(result, all.toSorted((a, b) => a.key - b.key));
    });
  }

  it("takes one turn for little, and many for much", () => {
    assert.equal(driven(sortedInTurns([3, 1, 2], (a, b) => a - b)).turns, 0);
    assert.ok(driven(sortedInTurns(Array.from({ length: 10_000 }, (_, index) => -index), (a, b) => a - b)).turns > 40);
  });
});

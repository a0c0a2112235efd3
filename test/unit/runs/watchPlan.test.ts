import assert from "node:assert/strict";
import { nextDelay } from "../../../src/runs/watchPlan.ts";

describe("nextDelay", () => {
  const cases: [title: string, isWatched: boolean, hasActive: boolean, failures: number, seconds: number][] = [
    ["asks often while somebody watches", true, true, 0, 2],
    ["asks as often while somebody watches finished runs, for new ones", true, false, 0, 2],
    ["asks now and then for active runs that nobody watches", false, true, 0, 15],
    ["asks rarely where nobody watches and nothing happens", false, false, 0, 60],
    ["asks again soon after a first failure", true, true, 1, 2],
    ["takes longer after a second failure", true, true, 2, 4],
    ["takes twice as long after each failure", true, false, 3, 8],
    ["never keeps somebody who watches waiting longer than eight seconds", true, true, 5_000, 8],
    ["never waits longer than a minute after any number of failures", false, true, 5_000, 60],
    ["does not ask more often for having failed", false, true, 1, 15],
    ["backs off also where nobody watches", false, true, 5, 32],
    ["keeps to a minute where nothing happens", false, false, 3, 60],
  ];
  for (const [title, isWatched, hasActive, failures, seconds] of cases) {
    it(title, () => assert.equal(nextDelay({ isWatched, hasActive, failures }), seconds * 1_000));
  }
});

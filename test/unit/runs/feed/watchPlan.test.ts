import assert from "node:assert/strict";
import { nextDelay, Spending } from "../../../../src/runs/feed/watchPlan.ts";

describe("nextDelay", () => {
  const cases: [title: string, isWatched: boolean, hasActive: boolean, failures: number, random: number, seconds: number][] = [
    ["asks often while somebody watches", true, true, 0, 1, 2.3],
    ["asks as often while somebody watches finished runs, for new ones", true, false, 0, 1, 2.3],
    ["asks now and then for active runs that nobody watches", false, true, 0, 1, 20],
    ["asks rarely where nobody watches and nothing happens", false, false, 0, 1, 60],
    ["asks again soon after a first failure", true, true, 1, 1, 2],
    ["takes longer after a second failure", true, true, 2, 1, 4],
    ["takes twice as long after each failure", true, false, 3, 1, 8],
    ["draws how long, down to half of it", true, false, 3, 0, 4],
    ["never keeps somebody who watches waiting longer than eight seconds", true, true, 5_000, 1, 8],
    ["waits for a minute after any number of failures", false, true, 5_000, 0, 60],
    ["draws also that, up to half as long again", false, true, 5_000, 1, 90],
    ["does not ask more often for having failed", false, true, 1, 0, 20],
    ["backs off also where nobody watches", false, true, 5, 0, 32],
    ["keeps to a minute where nothing happens", false, false, 3, 0, 60],
  ];
  for (const [title, isWatched, hasActive, failures, random, seconds] of cases) {
    it(title, () => assert.equal(nextDelay({ isWatched, hasActive, failures }, () => random), seconds * 1_000));
  }

  it("asks once a minute while changes are pushed", () => {
    assert.equal(nextDelay({ isWatched: true, hasActive: true, isPushed: true, failures: 0 }, () => 0), 60_000);
  });
});

describe("Spending", () => {
  /** How many questions are asked within some minutes by rounds of so many each, `usualMs` apart unless told to wait. */
  function perMinute(questions: number, usualMs: number, isWatched: boolean): number {
    const spending = new Spending();
    const minutes = 20;
    let asked = 0;
    for (let now = 0; now < minutes * 60_000; asked += questions) {
      now += Math.max(usualMs, spending.pauseAfter(questions, isWatched, now));
    }
    return asked / minutes;
  }

  it("does not slow down rounds of one question", () => {
    assert.equal(perMinute(1, 2_500, true), 24);
    assert.equal(perMinute(1, 20_000, false), 3);
  });

  it("lets a few more through at once", () => assert.equal(new Spending().pauseAfter(3, true, 0), 0));

  it("keeps to the rate, however many questions a round takes", () => {
    for (const questions of [2, 3, 6, 20]) {
      assert.ok(perMinute(questions, 2_500, true) <= 30, `${questions} each`);
      assert.ok(perMinute(questions, 20_000, false) <= 5, `${questions} each, unwatched`);
    }
  });
});

import assert from "node:assert/strict";
import { bulkReport, bulkSentence, doAll } from "../../../src/runs/bulk.ts";

const ids = Array.from({ length: 20 }, (_, n) => `trun_${n}`);
const never = new AbortController().signal;

describe("acting on many runs", () => {
  it("acts on each, whatever happens to the others, and tells how far it is", async () => {
    const told: number[] = [];
    const act = async (id: string): Promise<void> => {
      if (id === "trun_3") throw new Error("It has ended.");
    };
    const outcome = await doAll({ ids, act, tell: settled => told.push(settled), signal: never });
    assert.equal(outcome.done.length, 19);
    assert.deepEqual(outcome.failed, [{ id: "trun_3", why: "It has ended." }]);
    assert.equal(told.at(-1), 20);
  });

  it("begins no more once it is stopped", async () => {
    const stop = new AbortController();
    const outcome = await doAll({ ids, act: async () => stop.abort(), tell: () => undefined, signal: stop.signal });
    assert.equal(outcome.done.length + outcome.left.length, 20);
    assert.ok(outcome.left.length > 0);
  });

  it("has only a few under way at once", async () => {
    let now = 0;
    let most = 0;
    const act = async (): Promise<void> => {
      most = Math.max(most, ++now);
      await new Promise(setImmediate);
      now -= 1;
    };
    await doAll({ ids, act, tell: () => undefined, signal: never });
    assert.equal(most, 8);
  });
});

describe("the report of many acts", () => {
  const outcome = { done: ["a"], failed: [{ id: "b", why: "It has ended." }, { id: "c", why: "It has ended." }], left: ["d"] };

  it("begins with how many did not work", () => {
    assert.equal(bulkSentence(outcome, "canceled"), "3 of 4 runs were not canceled.");
    assert.equal(bulkSentence({ done: ["a"], failed: [], left: [] }, "canceled"), "1 run was canceled.");
  });

  it("names each run once, below what kept it", () => {
    const names: Readonly<Record<string, string>> = { a: "Weather", b: "Bill", c: "# Meter", d: "Usage" };
    const expected = [
      "# 3 of 4 runs were not canceled.",
      "## It has ended.\n\n- Bill `b`\n- \\# Meter `c`",
      "## Stopped before their turn\n\n- Usage `d`",
      "## Done\n\n- Weather `a`",
    ];
    assert.equal(bulkReport(outcome, "canceled", id => names[id] ?? id), `${expected.join("\n\n")}\n`);
  });
});

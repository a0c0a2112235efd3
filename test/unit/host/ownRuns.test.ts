import assert from "node:assert/strict";
import { OwnRuns } from "../../../src/host/ownRuns.ts";

/** As the editor's: it knows at once what it is told. */
function memory(kept: Record<string, unknown> = {}) {
  const values = new Map(Object.entries(kept));
  return {
    keys: () => [...values.keys()],
    get: (name: string, fallback?: unknown) => values.get(name) ?? fallback,
    update: async (name: string, value: unknown) => void (value === undefined ? values.delete(name) : values.set(name, value)),
  };
}

describe("the runs that were begun in a window", () => {
  it("are known again after a reload, in their profile alone", () => {
    const kept = memory();
    new OwnRuns(kept).add("one", "trun_1");
    const reloaded = new OwnRuns(kept);
    assert.deepEqual([reloaded.has("one", "trun_1"), reloaded.has("two", "trun_1"), reloaded.of("one")], [true, false, ["trun_1"]]);
  });

  it("are told of once each", () => {
    const own = new OwnRuns(memory());
    const told: string[] = [];
    own.onDidAdd(({ id }) => told.push(id));
    for (const id of ["trun_1", "trun_1", "trun_2"]) own.add("one", id);
    assert.deepEqual(told, ["trun_1", "trun_2"]);
  });

  it("are the newest hundred", () => {
    const own = new OwnRuns(memory());
    for (let count = 0; count < 150; count += 1) own.add("one", `trun_${count}`);
    assert.deepEqual([own.of("one").length, own.of("one")[0], own.of("one").at(-1)], [100, "trun_50", "trun_149"]);
  });

  it("are none where something else was kept", () => {
    assert.deepEqual(new OwnRuns(memory({ "deck.ownRuns.one": { trun_1: true } })).of("one"), []);
    assert.deepEqual(new OwnRuns(memory({ "deck.ownRuns.one": ["trun_1", 7] })).of("one"), ["trun_1"]);
  });

  it("are forgotten with their profile", () => {
    const kept = memory();
    const own = new OwnRuns(kept);
    own.add("one", "trun_1");
    own.forget("one");
    assert.deepEqual([own.of("one"), kept.keys()], [[], []]);
  });
});

import assert from "node:assert/strict";
import { GatheredChanges } from "../../../src/base/gatheredChanges.ts";

describe("GatheredChanges", () => {
  const setup = () => {
    const changes = new GatheredChanges<string>();
    const told: (string[] | undefined)[] = [];
    changes.onDidChange(nodes => told.push(nodes));
    return { changes, told };
  };

  const cases: [title: string, added: (readonly string[] | "all")[], told: (string[] | undefined)[]][] = [
    ["tells what comes in one go as one change, each node once", [["a"], ["b", "a"]], [["a", "b"]]],
    ["tells of everything once, whatever else has changed", [["a"], "all", ["b"], "all"], [undefined]],
    ["tells nothing where nothing has changed", [[]], []],
  ];
  for (const [title, added, wanted] of cases) {
    it(title, async () => {
      const { changes, told } = setup();
      for (const nodes of added) changes.add(nodes);
      assert.deepEqual(told, []);
      await Promise.resolve();
      assert.deepEqual(told, wanted);
    });
  }

  it("tells what comes later anew", async () => {
    const { changes, told } = setup();
    changes.add("all");
    await Promise.resolve();
    changes.add(["a"]);
    await Promise.resolve();
    assert.deepEqual(told, [undefined, ["a"]]);
  });
});

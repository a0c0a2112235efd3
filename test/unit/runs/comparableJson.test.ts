import assert from "node:assert/strict";
import { comparableJson } from "../../../src/runs/comparableJson.ts";
import { ignoreList } from "../../../src/runs/ignoreList.ts";

const nothing = ignoreList([]);

describe("JSON to be compared", () => {
  it("has its names sorted at every depth, and its lists in their order", () => {
    const text = '{"b":{"z":1,"a":[{"y":1,"x":2},3]},"B":0,"a":"text"}';
    assert.deepEqual(comparableJson(text, nothing), `${JSON.stringify({ B: 0, a: "text", b: { a: [{ x: 2, y: 1 }, 3], z: 1 } }, undefined, 2)}\n`);
  });

  it("keeps every digit", () => {
    assert.equal(comparableJson('{"n":9007199254740993,"m":1.10}', nothing), '{\n  "m": 1.10,\n  "n": 9007199254740993\n}\n');
  });

  it("leaves out what is ignored, and nothing else", () => {
    const text = '{"id":1,"items":[{"id":2,"name":"a"},{"id":3,"name":"b"}],"at":{"seen":"now"},"odd.name":4}';
    const cases: [pattern: string, left: object][] = [
      ["$.id", { at: { seen: "now" }, items: [{ id: 2, name: "a" }, { id: 3, name: "b" }], "odd.name": 4 }],
      ["id", { at: { seen: "now" }, items: [{ id: 2, name: "a" }, { id: 3, name: "b" }], "odd.name": 4 }],
      ["$..id", { at: { seen: "now" }, items: [{ name: "a" }, { name: "b" }], "odd.name": 4 }],
      ["$.items[*].id", { at: { seen: "now" }, id: 1, items: [{ name: "a" }, { name: "b" }], "odd.name": 4 }],
      ["$.items[1]", { at: { seen: "now" }, id: 1, items: [{ id: 2, name: "a" }], "odd.name": 4 }],
      ["$.at.*", { at: {}, id: 1, items: [{ id: 2, name: "a" }, { id: 3, name: "b" }], "odd.name": 4 }],
      ['$["odd.name"]', { at: { seen: "now" }, id: 1, items: [{ id: 2, name: "a" }, { id: 3, name: "b" }] }],
    ];
    for (const [pattern, left] of cases) assert.equal(comparableJson(text, ignoreList([pattern])), `${JSON.stringify(left, undefined, 2)}\n`, pattern);
  });

  it("takes any value, also at the top", () => {
    for (const text of ["null", '"text"', "12", "{}", "[]"]) assert.equal(comparableJson(` ${text} `, nothing), `${text}\n`);
  });

  it("gives up on nothing that is deep or broken", () => {
    const deep = "[".repeat(10_000) + "]".repeat(10_000);
    assert.equal(comparableJson(deep, nothing).replaceAll(/\s/g, ""), deep);
    for (const text of ["", "{", '{"a"', '{"a":', "[1", "[1,,2]", "}"]) assert.doesNotThrow(() => comparableJson(text, nothing));
  });
});

describe("what a comparison ignores", () => {
  it("names the patterns that cannot be read", () => {
    assert.deepEqual(ignoreList(["$.a", "$.[", "a[b]", "", "$"]).unclear, ["$.[", "a[b]", "$"]);
  });

  it("ignores nothing for a pattern that cannot be read", () => {
    assert.equal(ignoreList(["$"]).ignores(["a"]), false);
  });
});

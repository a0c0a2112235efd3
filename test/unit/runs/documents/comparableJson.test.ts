import assert from "node:assert/strict";
import { comparablePieces } from "../../../../src/runs/documents/comparableJson.ts";
import { type IgnoreList, ignoreList } from "../../../../src/runs/documents/ignoreList.ts";

const nothing = ignoreList([]);
const comparableJson = (text: string, ignored: IgnoreList): string => [...comparablePieces(text, ignored)].join("");

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

  it("counts the places of a list with those that are ignored", () => {
    assert.equal(comparableJson("[[1,2],[3,4],[5,6]]", ignoreList(["$[0]", "$[2][0]"])).replaceAll(/\s/g, ""), "[[3,4],[6]]");
  });

  it("lets others work in between, however many names there are to sort", () => {
    const names = Array.from({ length: 30_000 }, (_, index) => `k${(index * 7_919) % 30_000}`);
    const pieces = [...comparablePieces(`{${names.map(name => `"${name}":0`).join(",")}}`, nothing)];
    assert.equal(pieces.join(""), `${JSON.stringify(Object.fromEntries(names.toSorted().map(name => [name, 0])), undefined, 2)}\n`);
    assert.ok(pieces.length > 300, `${pieces.length} pieces`);
    assert.ok(Math.max(...pieces.map(({ length }) => length)) < 100_000);
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

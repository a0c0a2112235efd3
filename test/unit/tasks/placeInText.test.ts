import assert from "node:assert/strict";
import { markIn, placeInText } from "../../../src/tasks/placeInText.ts";

const text = `{ "task": "t", "input": { "a/b": [ 1, {"c": "]"}, 30 ], "d": "old", "d": "new", "\\u0065": true } }`;

describe("placeInText", () => {
  const cases: [pointer: string, found: string][] = [
    ["/task", '"t"'],
    ["/input/a~1b/0", "1"],
    ["/input/a~1b/1/c", '"]"'],
    ["/input/a~1b/2", "30"],
    ["/input/d", '"new"'],
    ["/input/e", "true"],
    ["", text],
    ["/input/a~1b/1/gone/deeper", '{"c": "]"}'],
    ["/input/a~1b/9", '[ 1, {"c": "]"}, 30 ]'],
  ];
  for (const [pointer, found] of cases) {
    it(`finds ${pointer || "the whole"}`, () => {
      const { start, end } = placeInText(text, pointer);
      assert.equal(text.slice(start, end), found);
    });
  }

  it("marks of a value over many lines its beginning only", () => {
    const long = '{\n  "a": [\n  ]\n}';
    assert.deepEqual(markIn(long, placeInText(long, "/a")), { start: 9, end: 10 });
    assert.deepEqual(markIn(text, placeInText(text, "/task")), placeInText(text, "/task"));
  });
});

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { beginningOf } from "../../../../../src/webview/json/model/beginning.ts";

const decoder = new TextDecoder("utf-8", { fatal: true });

function beginning(text: string, length: number): { text: string; unfinished: readonly number[] } {
  const { bytes, unfinished } = beginningOf(new TextEncoder().encode(text), length);
  return { text: decoder.decode(bytes), unfinished };
}

describe("the beginning of a JSON text", () => {
  const cases: [title: string, text: string, length: number, shown: string, unfinished: number[]][] = [
    ["ends behind a whole value", "[1,22,333,4444]", 11, "[1,22,333]", [0]],
    ["leaves out a number that is cut", "[1,22,333]", 8, "[1,22]", [0]],
    ["leaves out a key without its value", '{"a":1,"long key":2}', 12, '{"a":1}', [0]],
    ["leaves out a key whose value is cut", '{"a":1,"b":true}', 13, '{"a":1}', [0]],
    ["keeps what there is of a string", '{"a": "long text"}', 11, '{"a": "long"}', [0, 6]],
    ["keeps what there is of a string among elements", '[1,"long text"]', 8, '[1,"long"]', [0, 3]],
    ["keeps what there is of a string that is all", '"long text"', 5, '"long"', [0]],
    ["cuts no escape in two", String.raw`["ab\u00e9\u00e9"]`, 12, String.raw`["ab\u00e9"]`, [0, 1]],
    ["cuts no character in two", '["éé"]', 5, '["é"]', [0, 1]],
    ["knows braces in strings from others", '["[{\\"",[2,3],4]', 12, '["[{\\"",[2]]', [0, 8]],
    ["closes all that is open", '{"a":[{"b":[1,2', 14, '{"a":[{"b":[1]}]}', [0, 5, 6, 11]],
  ];
  for (const [title, text, length, shown, unfinished] of cases) {
    it(title, () => assert.deepEqual(beginning(text, length), { text: shown, unfinished }));
  }

  it("is JSON by itself wherever it is cut", () => {
    const text = JSON.stringify({ "a\\": ["x\"é", { deep: [[], {}, null, -1.5] }, true], "": "\\u", last: { k: "v".repeat(20) } }, undefined, 1);
    for (let length = 1; length < text.length; length++) assert.doesNotThrow(() => JSON.parse(beginning(text, length).text), `cut at ${length}`);
  });
});

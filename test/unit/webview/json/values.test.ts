import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { bytesOf } from "../../../../src/webview/json/bytesOf.ts";
import { explain } from "../../../../src/webview/json/explain.ts";
import { csvCell } from "../../../../src/webview/json/model/csv.ts";
import { javaScriptPath, jsonPath, pointerPath } from "../../../../src/webview/json/model/paths.ts";

describe("paths to a value", () => {
  const cases: [path: (string | number)[], jsonPath: string, javaScript: string][] = [
    [[], "$", ""],
    [["a", 0, "b_1"], "$.a[0].b_1", ".a[0].b_1"],
    [["a b", ""], "$['a b']['']", '["a b"][""]'],
    [["it's", 'say "x"', "a\\b\n"], "$['it\\'s']['say \"x\"']['a\\\\b\\n']", '["it\'s"]["say \\"x\\""]["a\\\\b\\n"]'],
    [["über", "$ref", "1st"], "$['über']['$ref']['1st']", '.über.$ref["1st"]'],
    [["__proto__"], "$.__proto__", ".__proto__"],
  ];
  for (const [path, asJsonPath, asJavaScript] of cases) {
    it(`writes ${JSON.stringify(path)} as JSONPath and for JavaScript`, () => {
      assert.deepEqual([jsonPath(path), javaScriptPath(path)], [asJsonPath, asJavaScript]);
    });
  }

  it("reads a JSON pointer", () => {
    assert.deepEqual([pointerPath(""), pointerPath("/a~1b/0/~01")], [[], ["a/b", "0", "~1"]]);
  });
});

describe("a cell of CSV", () => {
  const cases: [title: string, text: string, isWords: boolean, cell: string][] = [
    ["leaves plain words", "Zoë", true, "Zoë"],
    ["quotes commas, quotes and line ends", 'a,"b"\n', true, '"a,""b""\n"'],
    ["disarms a formula", "=HYPERLINK(1)", true, "'=HYPERLINK(1)"],
    ["disarms a formula behind white space", " \t@SUM(1)", true, "' \t@SUM(1)"],
    ["disarms the wide forms of the signs", "＝1", true, "'＝1"],
    ["leaves a negative number a number", "-12.5", false, "-12.5"],
    ["disarms words that look like one", "-12.5", true, "'-12.5"],
  ];
  for (const [title, text, isWords, cell] of cases) it(title, () => assert.equal(csvCell(text, isWords), cell));
});

describe("what a value means", () => {
  const now = new Date("2026-11-20T12:00:00Z");
  const cases: [kind: "string" | "number", key: string, text: string, meaning: RegExp | undefined][] = [
    ["string", "at", "2026-11-19T12:00:00Z", /^Thursday, November 19, 2026 at .*, yesterday$/],
    ["string", "day", "2026-11-30", /^Monday, November 30, 2026, in (?:9|10) days$/],
    ["string", "at", "2026-13-45", undefined],
    ["string", "at", "2026", undefined],
    ["number", "at", "1763640000", /^As seconds since 1970: .*2025.*, 12 months ago$/],
    ["number", "at", "1763640000000", /^As milliseconds since 1970: .*2025/],
    ["number", "phone", "123", undefined],
    ["string", "wait", "P1DT2H", /^A duration: 1 day 2 hours$/],
    ["string", "wait", "P", undefined],
    ["number", "timeout_seconds", "3661", /^A duration: 1 h 1 min 1 s$/],
    ["number", "any", "1e400", /^Beyond what a JavaScript number can hold/],
    ["number", "any", "-9007199254740993", /^Beyond 2\^53: .*-9007199254740992/],
    ["string", "secret", "enc_AQVrZXlfMQrestrestrest", /^An encrypted payload under the key key_1\./],
    ["string", "secret", "enc_", undefined],
  ];
  for (const [kind, key, text, meaning] of cases) {
    it(`${meaning ? "explains" : "leaves alone"} ${key} ${text}`, () => {
      const explained = explain({ kind, key, text }, now);
      if (meaning) assert.match(explained ?? "", meaning);
      else assert.equal(explained, undefined);
    });
  }
});

describe("a text as bytes", () => {
  it("keeps halves of characters as the escapes that mean them", () => {
    assert.equal(new TextDecoder().decode(bytesOf('"\ud83d 😀 \ude00"')), '"\\ud83d 😀 \\ude00"');
  });
});

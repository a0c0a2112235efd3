import assert from "node:assert/strict";
import { csvTable } from "../../../src/webview/csvTable.ts";

describe("csvTable", () => {
  const cases: [title: string, text: string, rows: string[][]][] = [
    ["commas", "a,b\n1,2\n", [["a", "b"], ["1", "2"]]],
    ["quotes with everything in them", 'a,b\r\n"x, ""y""\nz",2\r\n', [["a", "b"], ['x, "y"\nz', "2"]]],
    ["semicolons", "a;b\n1,5;2", [["a", "b"], ["1,5", "2"]]],
    ["tabs", "a\tb\n1\t2", [["a", "b"], ["1", "2"]]],
    ["empty cells", "a,,c\n,,\n", [["a", "", "c"], ["", "", ""]]],
    ["a byte order mark", "\uFEFFa,b\n", [["a", "b"]]],
    ["a quote that is never closed", 'a,"b\nc', [["a", "b\nc"]]],
    ["a quote in the middle of a word", 'a"b,c', [['a"b', "c"]]],
    ["nothing", "", [[""]]],
  ];
  for (const [title, text, rows] of cases) {
    it(`reads ${title}`, () => assert.deepEqual(csvTable(text, 100).rows, rows));
  }

  it("reads no more rows than are wanted, and counts the rest", () => {
    const { rows, more } = csvTable(Array.from({ length: 1_000 }, (_, at) => `${at},x`).join("\n"), 10);
    assert.deepEqual([rows.length, more], [10, 990]);
  });
});

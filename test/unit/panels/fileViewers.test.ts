import assert from "node:assert/strict";
import { hasViewer } from "../../../src/panels/fileViewers.ts";

describe("hasViewer", () => {
  const extension = (...patterns: string[]) => ({
    packageJSON: { contributes: { customEditors: [{ viewType: "x", selector: patterns.map(filenamePattern => ({ filenamePattern })) }] } },
  });
  const cases: [title: string, path: string, patterns: string[], has: boolean][] = [
    ["finds the extension that shows it", "/a/bill.pdf", ["*.pdf"], true],
    ["takes capitals for the same", "/a/BILL.PDF", ["*.pdf"], true],
    ["is not taken in by one for other files", "/a/bill.pdf", ["*.hex", "*.png"], false],
    ["takes one for all files for none, as it shows bytes", "/a/bill.pdf", ["*"], false],
    ["wants an ending", "/a/bill", ["*"], false],
  ];
  for (const [title, path, patterns, has] of cases) it(title, () => assert.equal(hasViewer(path, [extension(...patterns)]), has));

  it("is not put off by a manifest of another shape", () => {
    assert.equal(hasViewer("/a/bill.pdf", [{ packageJSON: undefined }, { packageJSON: { contributes: { customEditors: 3 } } }, extension("*.pdf")]), true);
  });
});

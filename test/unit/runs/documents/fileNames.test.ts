import assert from "node:assert/strict";
import { fileName, fileNames, frameNames } from "../../../../src/runs/documents/fileNames.ts";

describe("the names of files from a service", () => {
  const cases: [wanted: string, name: string][] = [
    ["bill.pdf", "bill.pdf"],
    ["../../x", "x"],
    [String.raw`C:\Windows\evil.dll`, "evil.dll"],
    ["..", "file"],
    ["", "file"],
    ["   ", "file"],
    ["a/", "file"],
    ["name. . ", "name"],
    ["con.txt", "_con.txt"],
    ["LPT1", "_LPT1"],
    ['a<b>:"|?*c', "a_b______c"],
    ["bill\u0000\n\u202Efdp.exe", "billfdp.exe"],
    ["\ud800.txt", "_.txt"],
    ["\ud800x", "_x"],
    ["a\u2028b\u2029.txt", "ab.txt"],
    ["请求.pdf", "请求.pdf"],
    [".hidden", ".hidden"],
    ["Rechnung März 2026.pdf", "Rechnung März 2026.pdf"],
  ];
  for (const [wanted, name] of cases) it(`are plain names: ${JSON.stringify(wanted)}`, () => assert.equal(fileName(wanted), name));

  it("keep their ending when they are cut", () => {
    const name = fileName(`${"long ".repeat(100)}.pdf`);
    assert.equal(name.length, 120);
    assert.ok(name.endsWith(".pdf"));
    assert.equal(new TextEncoder().encode(fileName(`${"請求書".repeat(100)}.pdf`)).length, 199);
  });

  it("are there once, also where upper and lower case are one", () => {
    assert.deepEqual(fileNames(["bill.pdf", "BILL.pdf", "x/bill.pdf", "bill (2).pdf", "", ""]), [
      "bill.pdf",
      "BILL (2).pdf",
      "bill (3).pdf",
      "bill (2) (2).pdf",
      "file",
      "file (2)",
    ]);
  });

  it("number screenshots in their order", () => {
    assert.deepEqual(frameNames(["image/webp", "image/jpeg", "text/html"]), ["0001.webp", "0002.jpg", "0003.png"]);
  });
});

import assert from "node:assert/strict";
import { safeName } from "../../../src/panels/safeName.ts";

describe("safeName", () => {
  const cases: [name: string, safe: string][] = [
    ["bill.pdf", "bill.pdf"],
    ["../../x", "x"],
    ["..\\..\\system32\\evil.dll", "evil.dll"],
    ["/etc/passwd", "passwd"],
    ["C:\\x.txt", "x.txt"],
    ["..", "file"],
    ["", "file"],
    ["a/", "file"],
    [".gitignore", ".gitignore"],
    ["invoice\u202Efdp.exe", "invoicefdp.exe"],
    ["a\u0000b\n.txt", "ab.txt"],
    ['a<b>:c"|?*.csv', "a_b__c____.csv"],
    ["CON.txt", "_CON.txt"],
    ["nul", "_nul"],
    ["name. . .", "name"],
    ["\uD800x", "x"],
    ["请求.pdf", "请求.pdf"],
  ];
  for (const [name, safe] of cases) {
    it(`makes ${JSON.stringify(safe)} of ${JSON.stringify(name)}`, () => assert.equal(safeName(name), safe));
  }

  it("keeps the ending of a long name", () => {
    const safe = safeName(`${"x".repeat(500)}.pdf`);
    assert.equal(safe.length, 120);
    assert.ok(safe.endsWith("x.pdf"));
  });
});

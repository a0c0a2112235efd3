import assert from "node:assert/strict";
import { deflateSync } from "node:zlib";
import { pdfText } from "../../../src/local/files/pdfText.ts";

/** A file of these objects, numbered from 1 on; no table at the end, as in files that were damaged. */
function pdf(...objects: readonly string[]): Buffer {
  return Buffer.from(`%PDF-1.4\n${objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join("")}`, "latin1");
}

const stream = (content: string, head = ""): string => `<<${head} /Length ${content.length}>>\nstream\n${content}\nendstream`;
const deflated = (content: string, head = ""): string => stream(deflateSync(Buffer.from(content, "latin1")).toString("latin1"), `/Filter /FlateDecode ${head}`);
const page = (content: string): string => stream(`BT /F1 12 Tf 72 700 Td ${content} ET`);

describe("The text of a PDF", () => {
  const cases: [title: string, objects: readonly string[], text: string][] = [
    ["is read as it is written", [page("(Hello) Tj")], "Hello"],
    ["is read where it is deflated", [deflated("BT (Hello) Tj ET")], "Hello"],
    ["is read where the length of a stream is told elsewhere", ["<</Length 2 0 R>>\nstream\nBT (Hello) Tj ET\nendstream", "16"], "Hello"],
    ["has a line for each line", [page("(One) Tj 0 -14 Td (Two) Tj T* (Three) Tj")], "One\nTwo\nThree"],
    ["has blanks between words that are placed apart", [page("(Amount) Tj 60 0 Td (due) Tj")], "Amount due"],
    ["has no blanks between letters that are placed apart", [page("(A) Tj 8 0 Td (b) Tj 8 0 Td (c) Tj")], "Abc"],
    ["has blanks for wide gaps only", [page("[(A) -20 (b) -300 (c)] TJ")], "Ab c"],
    ["understands escapes and brackets", [page(String.raw`(a\(b\) (c) \101\\\344) Tj`)], "a(b) (c) A\\ä"],
    ["understands letters as numbers", [page("<48 69> Tj")], "Hi"],
    [
      "follows the map of a font",
      [
        stream("BT /F9 10 Tf <00010002> Tj ET"),
        "<</Font <</F9 3 0 R>>>>",
        "<</Subtype /Type0 /ToUnicode 4 0 R>>",
        stream("1 beginbfchar <0001> <00DC> endbfchar 1 beginbfrange <0002> <0003> <0062> endbfrange"),
      ],
      "Üb",
    ],
    [
      "finds fonts in streams of objects",
      [
        stream("BT /F9 10 Tf <01> Tj ET"),
        deflated("5 0 6 25 <</Font <</F9 6 0 R>>>>   <</ToUnicode 3 0 R>>", "/Type /ObjStm /N 2 /First 9"),
        stream("1 beginbfchar <01> <0041> endbfchar"),
      ],
      "A",
    ],
    ["is empty where there is none", ["<</Type /Catalog>>"], ""],
    ["leaves out what another filter holds", [stream("BT (no) Tj ET", "/Filter /LZWDecode"), page("(yes) Tj")], "yes"],
  ];
  for (const [title, objects, text] of cases) {
    it(title, () => assert.equal(pdfText(pdf(...objects)), text));
  }

  it("is refused for an encrypted file, and for what is no PDF", () => {
    assert.throws(() => pdfText(pdf("<</Encrypt 2 0 R>>")), /encrypted/);
    assert.throws(() => pdfText(Buffer.from("hello")), /not a PDF/);
  });

  it("comes to an end for files that are cut anywhere", () => {
    const whole = pdf(page("(Hello) Tj"), deflated("BT (more) Tj ET"));
    for (let size = 9; size < whole.length; size += 7) assert.equal(typeof pdfText(whole.subarray(0, size)), "string");
  });
});

import assert from "node:assert/strict";
import { fileShapeOf, mediaTypeOf } from "../../../../src/runs/documents/fileShape.ts";
import { withFiles } from "../../../../src/runs/documents/inputText.ts";
import { shownInput } from "../../../../src/runs/starting/shownInput.ts";

describe("an input that is shown", () => {
  it("hides what the schema keeps secret, at any depth", () => {
    const pin = { type: "string", writeOnly: true };
    const schema = { properties: { pin, list: { items: { properties: { word: { format: "password" } } } } } };
    const text = shownInput({ pin: "4711", city: "Oslo", list: [{ word: "hush" }] }, schema);
    assert.match(text, /Oslo/);
    assert.doesNotMatch(text, /4711|hush/);
  });

  it("hides what is secret by a schema elsewhere, or by a branch", () => {
    const schema = {
      properties: { pin: { $ref: "#/$defs/pin" }, either: { oneOf: [{ type: "null" }, { properties: { code: { $ref: "#/$defs/pin" } } }] } },
      allOf: [{ properties: { word: { writeOnly: true } } }, { $ref: "#" }],
      $defs: { pin: { type: "string", writeOnly: true } },
    };
    const text = shownInput({ pin: "4711", either: { code: "0815" }, word: "hush", city: "Oslo" }, schema);
    assert.match(text, /Oslo/);
    assert.doesNotMatch(text, /4711|0815|hush/);
  });

  it("hides what is secret by its name", () => {
    const text = shownInput({ password: "hush", card_pin: "4711", shipping: "air" }, undefined);
    assert.match(text, /air/);
    assert.doesNotMatch(text, /hush|4711/);
  });

  it("is cut where it is long", () => {
    assert.ok(shownInput({ a: "x".repeat(1000) }, {}).length < 100);
    assert.ok(shownInput(Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`member${n}`, n])), {}).length < 610);
  });

  for (const none of [undefined, {}]) it(`is none for ${JSON.stringify(none)}`, () => assert.equal(shownInput(none, {}), "none"));
});

describe("a schema that takes a file", () => {
  const file = { file_name: "a.csv", file_type: "text/csv", content: "AA==" };
  it("takes it whole where it names its parts", () => {
    assert.deepEqual(fileShapeOf({ type: "object", properties: { file_name: {}, content: {} } })?.read(file), file);
  });
  it("takes its bytes where it wants base64", () => assert.equal(fileShapeOf({ type: "string", contentEncoding: "base64" })?.read(file), "AA=="));
  it("takes one of an earlier run by its id", () => {
    const known = { file_name: "a.csv", file_type: "text/csv", storage_id: "stor_1" };
    assert.deepEqual(fileShapeOf({ properties: { file_name: {}, content: {} } })?.read({ known }), { storage_id: "stor_1" });
  });
  it("is no schema of texts", () => assert.equal(fileShapeOf({ type: "string" }), undefined));
  it("goes by the ending of a name", () => assert.deepEqual(["a.PDF", "b.tar.gz"].map(mediaTypeOf), ["application/pdf", "application/octet-stream"]));
});

describe("an input with addresses of files", () => {
  it("gets their bytes in their places, and nothing else is touched", async () => {
    const input = { bill: { content: "deck-file:1/a.csv" }, list: ["deck-file:2/b.csv", "as deck-file: is"], n: 1 };
    assert.deepEqual(await withFiles(input, async address => address.slice(-5)), { bill: { content: "a.csv" }, list: ["b.csv", "as deck-file: is"], n: 1 });
  });
});

import assert from "node:assert/strict";
import { prettyPieces } from "../../../../src/runs/documents/jsonText.ts";

const pretty = (text: string): string => [...prettyPieces(text)].join("");

describe("JSON on many lines", () => {
  const same: unknown[] = [{}, [], null, true, 0, "", "a\"b\\", { a: [1, { b: [] }, "x,y:z{}"], c: {} }, [[], [[]], [{}]], { "": null }];
  for (const value of same) {
    it(`reads as JSON.stringify writes it: ${JSON.stringify(value)}`, () => {
      const expected = `${JSON.stringify(value, undefined, 2)}\n`;
      assert.equal(pretty(JSON.stringify(value)), expected);
      assert.equal(pretty(expected), expected);
    });
  }

  it("keeps every digit, escape and doubled name", () => {
    const text = String.raw`{"n":12345678901234567890.10,"e":1E400,"z":-0,"s":"\u00e4\ud800\/","n":1.0}`;
    assert.equal(pretty(text), `{\n${["n\": 12345678901234567890.10", 'e": 1E400', 'z": -0', String.raw`s": "\u00e4\ud800\/"`, 'n": 1.0'].map(line => `  "${line}`).join(",\n")}\n}\n`);
  });

  it("does not grow without measure with depth", () => {
    const deep = "[".repeat(10_000) + "]".repeat(10_000);
    assert.ok(pretty(deep).length < 10_000 * 2 * 130);
    assert.deepEqual(pretty(deep).replaceAll(/\s/g, ""), deep);
  });

  it("comes in pieces, so that nobody waits for all of a large one", () => {
    const text = JSON.stringify(Array.from({ length: 50_000 }, (_, index) => `entry ${index}`));
    const pieces = [...prettyPieces(text)];
    assert.ok(pieces.length > 5);
    assert.ok(pieces.every(piece => piece.length < 200_000));
    assert.equal(pieces.join(""), `${JSON.stringify(JSON.parse(text), undefined, 2)}\n`);
  });

  it("shows what is no JSON as it is, more or less", () => {
    assert.equal(pretty('{"a": 1'), '{\n  "a": 1\n');
    assert.equal(pretty("<html>"), "<html>\n");
    assert.equal(pretty('"open'), '"open\n');
  });
});

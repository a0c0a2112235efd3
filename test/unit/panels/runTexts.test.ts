import assert from "node:assert/strict";
import { RunTexts } from "../../../src/panels/runTexts.ts";

describe("the texts of a run", () => {
  it("keep their version for as long as they are the same", () => {
    const texts = new RunTexts();
    assert.deepEqual(texts.put("output", "{}"), { version: 1, characters: 2, rows: 1 });
    assert.deepEqual(texts.put("output", "{}"), { version: 1, characters: 2, rows: 1 });
    assert.deepEqual(texts.put("output", "{ }"), { version: 2, characters: 3, rows: 1 });
  });

  it("say about how many rows they will take", () => {
    const texts = new RunTexts();
    assert.equal(texts.put("output", '{"list":[{"a":"one, two [three"},{"b":null}],"empty":{}}')?.rows, 7);
  });

  it("go to the page as UTF-8", () => {
    const texts = new RunTexts();
    texts.put("output", '"é"');
    assert.deepEqual([...texts.bytes("output")], [{ version: 1, bytes: new Uint8Array([34, 0xc3, 0xa9, 34]) }]);
  });

  it("are preceded by their beginning where they are long", () => {
    const texts = new RunTexts();
    const text = `"${"é".repeat(600_000)}"`;
    texts.put("output", text);
    const [beginning, whole, ...more] = texts.bytes("output");
    const decoder = new TextDecoder("utf-8", { fatal: true });
    assert.deepEqual([beginning?.isBeginning, whole?.isBeginning, more], [true, undefined, []]);
    assert.equal(decoder.decode(whole?.bytes), text);
    assert.ok(text.startsWith(decoder.decode(beginning?.bytes)) && (beginning?.bytes.length ?? 0) > 29_000);
  });

  it("are none once there are none any more", () => {
    const texts = new RunTexts();
    texts.put("output", "{}");
    assert.equal(texts.put("output", undefined), undefined);
    assert.deepEqual([texts.mark("output"), [...texts.bytes("output")]], [undefined, []]);
  });
});

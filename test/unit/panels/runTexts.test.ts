import assert from "node:assert/strict";
import { RunTexts } from "../../../src/panels/runTexts.ts";

describe("the texts of a run", () => {
  it("keep their version for as long as they are the same", () => {
    const texts = new RunTexts();
    assert.deepEqual(texts.put("output", "{}"), { version: 1, characters: 2 });
    assert.deepEqual(texts.put("output", "{}"), { version: 1, characters: 2 });
    assert.deepEqual(texts.put("output", "{ }"), { version: 2, characters: 3 });
  });

  it("go to the page as UTF-8", () => {
    const texts = new RunTexts();
    texts.put("output", '"é"');
    assert.deepEqual(texts.bytes("output"), { version: 1, bytes: new Uint8Array([34, 0xc3, 0xa9, 34]) });
  });

  it("are none once there are none any more", () => {
    const texts = new RunTexts();
    texts.put("output", "{}");
    assert.equal(texts.put("output", undefined), undefined);
    assert.deepEqual([texts.mark("output"), texts.bytes("output")], [undefined, undefined]);
  });
});

import assert from "node:assert/strict";
import { withinTime } from "../../../src/base/boundedTime.ts";

describe("work within a time", () => {
  it("is given up where it takes longer", () => {
    const forEver = (): never => {
      for (;;);
    };
    assert.equal(withinTime(forEver, 50), "tooLong");
  });

  it("is done anew where the machine did something else meanwhile", () => {
    const nothing = new Int32Array(new SharedArrayBuffer(4));
    let isFirst = true;
    const stalled = (): string => {
      const waits = isFirst;
      isFirst = false;
      if (waits) Atomics.wait(nothing, 0, 0, 1_000);
      return "done";
    };
    assert.equal(withinTime(stalled, 500), "done");
  });

  it("passes on what is thrown", () => {
    const failing = (): never => {
      throw new Error("No.");
    };
    assert.throws(() => withinTime(failing), /^Error: No\.$/);
  });
});

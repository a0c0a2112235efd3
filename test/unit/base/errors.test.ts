import assert from "node:assert/strict";
import { messageOf } from "../../../src/base/errors.ts";

describe("messageOf", () => {
  const cases: [title: string, thrown: unknown, text: string][] = [
    ["reads the message of an error", new TypeError("not a run"), "not a run"],
    ["takes a thrown text as it is", "enough", "enough"],
    ["survives a thrown nothing", undefined, "undefined"],
  ];
  for (const [title, thrown, text] of cases) it(title, () => assert.equal(messageOf(thrown), text));
});

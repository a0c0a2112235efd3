import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { missingText } from "../../../../src/runs/documents/missingFrames.ts";

const gone = "Deck no longer has it.";

describe("missingText", () => {
  const cases: [title: string, missing: [index: number, why: string][], text: string | undefined][] = [
    ["says nothing where none is missing", [], undefined],
    ["names the one that is", [[2, gone]], `23 of 24 screenshots were saved. Screenshot 3 is missing: ${gone}`],
    ["names several with one reason", [[2, gone], [6, gone], [16, gone]], `21 of 24 screenshots were saved. Screenshots 3, 7 and 17 are missing: ${gone}`],
    ["tells reasons apart", [[2, gone], [6, "It is broken."]], `22 of 24 screenshots were saved. Screenshot 3 is missing: ${gone} Screenshot 7 is missing: It is broken.`],
    ["counts many", range(23), `1 of 24 screenshots was saved. Screenshots 1, 2, 3, 4, 5 and 18 more are missing: ${gone}`],
    ["says so where none was had", range(24), `No screenshot was saved. Screenshots 1, 2, 3, 4, 5 and 19 more are missing: ${gone}`],
  ];
  for (const [title, missing, text] of cases) {
    it(title, () => assert.equal(missingText(missing.map(([index, why]) => ({ index, why })), 24, "saved"), text));
  }
});

function range(count: number): [number, string][] {
  return Array.from({ length: count }, (_, index) => [index, gone]);
}

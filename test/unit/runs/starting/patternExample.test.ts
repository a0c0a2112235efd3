import assert from "node:assert/strict";
import { exampleOf } from "../../../../src/runs/starting/patternExample.ts";

describe("an example of a pattern", () => {
  const cases: [pattern: string, example: string | undefined][] = [
    ["^\\d{4}-\\d{4}-\\d$", "1234-5678-9"],
    ["^[A-Z]{2}\\d{6}$", "AB123456"],
    ["^[a-z0-9]+@[a-z]+\\.example$", "a@b.example"],
    ["^\\+\\d{1,3} ?\\d{6}$", "+1234567"],
    ["^acct_[A-Za-z0-9]{8}$", "acct_ABCDEFGH"],
    ["^[^x]$", undefined],
    ["^(a|b)$", undefined],
    ["^\\p{L}+$", undefined],
    ["^\\d{90}$", undefined],
    ["^(?!1)\\d$", undefined],
    ["\\d", undefined],
    ["", undefined],
    ["^(((($", undefined],
  ];
  for (const [pattern, example] of cases) it(`${pattern || "nothing"} is ${example ?? "not made up"}`, () => assert.equal(exampleOf(pattern), example));
});

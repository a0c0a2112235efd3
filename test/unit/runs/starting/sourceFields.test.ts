import assert from "node:assert/strict";
import { sourceFieldsIn, sourceFieldsText } from "../../../../src/runs/starting/sourceFields.ts";

describe("what a website wants at its login besides name and password", () => {
  const cases: [typed: string, fields: Record<string, string>][] = [
    ["", {}],
    ["  ", {}],
    ["company_id=acme", { company_id: "acme" }],
    [" company_id = acme , branch=12", { company_id: "acme", branch: "12" }],
    ["company=Smith, Sons, and Co,branch=a=b", { company: "Smith, Sons, and Co", branch: "a=b" }],
    ["empty=", { empty: "" }],
  ];
  for (const [typed, fields] of cases) {
    it(`is read as typed: ${JSON.stringify(typed)}`, () => {
      assert.deepEqual(sourceFieldsIn(typed), fields);
      assert.deepEqual(sourceFieldsIn(sourceFieldsText(fields)), fields);
    });
  }

  const refused: [typed: string, problem: RegExp][] = [
    ["acme", /"acme" has no "="/],
    ["Company=acme", /"Company" cannot be a name/],
    ["__proto__=x", /"__proto__" cannot be a name/],
    ["password=x", /"password" is asked for on its own/],
    ["a=1, a=2", /"a" is there twice/],
    [Array.from({ length: 11 }, (_, index) => `f${index}=1`).join(), /At most 10/],
  ];
  for (const [typed, problem] of refused) it(`is refused with the reason: ${typed.slice(0, 20)}`, () => assert.throws(() => sourceFieldsIn(typed), problem));
});

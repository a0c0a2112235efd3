import assert from "node:assert/strict";
import { RunSummary } from "../../../../src/api/schemas/run.ts";
import { freshRun } from "./documentedRun.ts";

describe("the interaction of a run", () => {
  const asked = { type: "mfa", message: "Enter the code." };
  const code = { name: "code" };
  const cases: [title: string, sent: unknown, read: unknown][] = [
    ["can be of a type we do not know", { type: "retina_scan", fields: [code] }, { type: "retina_scan", fields: [code] }],
    ["has no fields where none are sent", asked, { ...asked, fields: [] }],
    ["has no fields where they are null", { ...asked, fields: null }, { ...asked, fields: [] }],
    ["has no fields where they are no list", { ...asked, fields: "code" }, { ...asked, fields: [] }],
    ["keeps its fields where the type is missing", { message: "Code?", fields: [code] }, { type: "unknown", message: "Code?", fields: [code] }],
    ["keeps a message that is null", { ...asked, message: null, fields: [] }, { ...asked, message: null, fields: [] }],
    ["keeps a field's null label", { ...asked, fields: [{ name: "code", label: null }] }, { ...asked, fields: [{ name: "code", label: null }] }],
    [
      "keeps the options of a field",
      { ...asked, fields: [{ name: "account_id", options: [{ value: "1", label: "Home" }, { value: "2" }] }] },
      { ...asked, fields: [{ name: "account_id", options: [{ value: "1", label: "Home" }, { value: "2" }] }] },
    ],
    [
      "lets a person type where the options are of an odd shape",
      { ...asked, fields: [{ name: "account_id", options: { first: "1" } }] },
      { ...asked, fields: [{ name: "account_id", options: null }] },
    ],
    ["is none where it is null", null, null],
    ["is none where it is a text", "enc_AbC", null],
    ["is none where it is a list", [code], null],
  ];
  for (const [title, sent, read] of cases) {
    it(title, () => assert.deepEqual(RunSummary.parse({ ...freshRun(), interaction: sent }).interaction, read));
  }
});

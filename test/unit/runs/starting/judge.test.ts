import assert from "node:assert/strict";
import type { Json, JsonSchema } from "../../../../src/api/schemas/wire.ts";
import { loadJudge } from "../../../../src/runs/starting/judge.ts";

const judge = await loadJudge();

describe("the judge of values", () => {
  const cases: [schema: JsonSchema, value: Json, words: string | undefined][] = [
    [{ type: "string", minLength: 1 }, "", "At least 1 character is wanted here."],
    [{ type: "string", maxLength: 3 }, "abcd", "At most 3 characters can be here."],
    [{ type: "integer" }, 1.5, "A whole number is wanted here."],
    [{ type: ["string", "null"] }, 1, "One of these is wanted here: string, null."],
    [{ exclusiveMinimum: 0 }, 0, "More than 0 is wanted here."],
    [{ maximum: 12 }, 13, "At most 12 can be here."],
    [{ multipleOf: 5 }, 7, "A multiple of 5 is wanted here."],
    [{ enum: ["a", "b"] }, "c", "One of these is wanted here: a, b."],
    [{ const: "a" }, "b", '"a" is wanted here.'],
    [{ format: "uri" }, "here", "A full address is wanted here, as in https://example.com/path."],
    [{ format: "date-time" }, "today", "A date and time is wanted here, as in 2026-03-31T09:30:00Z."],
    [{ type: "array", minItems: 2 }, [1], "At least 2 entries are wanted here."],
    [{ required: ["a"] }, {}, '"a" is missing.'],
    [{ additionalProperties: false }, { a: 1 }, '"a" is not known here.'],
    [{ properties: { a: { items: { type: "string" } } } }, { a: ["x", 1] }, "a.1: A text is wanted here."],
    [false, 1, "No value is allowed here."],
    [true, 1, undefined],
    [{}, 1, undefined],
  ];
  for (const [schema, value, words] of cases) {
    it(`says ${words ?? "nothing"} of ${JSON.stringify(value)} for ${JSON.stringify(schema)}`, () => assert.equal(judge(schema, value), words));
  }

  const unusable: [title: string, schema: JsonSchema][] = [
    ["refers to nowhere", { $ref: "#/$defs/none" }],
    ["has a pattern of another language", { pattern: "(?P<a>x)" }],
    ["is no schema", { type: "wish" }],
  ];
  for (const [title, schema] of unusable) it(`leaves a schema that ${title} to the service`, () => assert.equal(judge(schema, "x"), undefined));

  it("gives up on a pattern that can take for ever, and does not try it again", () => {
    const schema = { type: "string", pattern: "^(a+)+$" };
    const slow = `${"a".repeat(40)}!`;
    assert.equal(judge(schema, slow), undefined);
    assert.equal(judge(schema, "b"), undefined, "what would take no time is not tried either");
  });

  it("leaves a schema that leads only to itself to the service", () => assert.equal(judge({ $ref: "#" }, "x"), undefined));

  it("reads a schema that contains itself", () => {
    const tree = { $ref: "#/$defs/node", $defs: { node: { type: "object", properties: { next: { $ref: "#/$defs/node" } } } } };
    assert.equal(judge(tree, { next: { next: 1 } }), "next.next: An object { ... } is wanted here.");
  });
});

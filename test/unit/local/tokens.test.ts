import assert from "node:assert/strict";
import type { Json, JsonSchema } from "../../../src/api/schemas/wire.ts";
import { splitTokens, withTokens } from "../../../src/local/files/tokens.ts";

const secret = { type: "string", writeOnly: true };
const card = { type: "object", properties: { number: secret, kind: { type: "string" } } };

describe("What a schema marks", () => {
  const cases: [title: string, schema: JsonSchema, input: Json, kept: Json, names: string[]][] = [
    ["in a reference", { $defs: { s: secret }, properties: { ref: { $ref: "#/$defs/s" } } }, { ref: "x", a: 1 }, { a: 1 }, ["ref"]],
    ["in a reference to a reference", { $defs: { s: secret, r: { $ref: "#/$defs/s" } }, properties: { ref: { $ref: "#/$defs/r" } } }, { ref: "x" }, {}, ["ref"]],
    ["in an object that is referred to", { definitions: { c: card }, properties: { card: { $ref: "#/definitions/c" } } }, { card: { number: "1", kind: "v" } }, { card: { kind: "v" } }, ["card.number"]],
    ["in the objects of a list", { properties: { cards: { items: card } } }, { cards: [{ kind: "v" }, { number: "1", kind: "m" }] }, { cards: [{ kind: "v" }, { kind: "m" }] }, ["cards.1.number"]],
    ["as the items of a list", { properties: { pins: { type: "array", items: secret } } }, { pins: ["1", "2"] }, { pins: [null, null] }, ["pins.0", "pins.1"]],
    ["as one place of a tuple", { properties: { pair: { prefixItems: [{ type: "string" }, secret] } } }, { pair: ["a", "b"] }, { pair: ["a", null] }, ["pair.1"]],
    ["as one place of an older tuple", { properties: { pair: { items: [{ type: "string" }, secret] } } }, { pair: ["a", "b"] }, { pair: ["a", null] }, ["pair.1"]],
    ["in one of several schemas", { allOf: [{ properties: { pin: secret } }] }, { pin: "1" }, {}, ["pin"]],
    ["in a schema that contains itself", { properties: { next: { $ref: "#" }, pin: secret } }, { next: { next: { pin: "1" } } }, { next: { next: {} } }, ["next.next.pin"]],
    ["behind references in a circle", { $defs: { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/a" } }, properties: { a: { $ref: "#/$defs/a" } } }, { a: 1 }, { a: 1 }, []],
    ["nowhere", { properties: { list: { items: { type: "string" } } } }, { list: ["a"] }, { list: ["a"] }, []],
  ];
  for (const [title, schema, input, kept, names] of cases) {
    it(`${title} is taken out of the input and comes back whole`, () => {
      const split = splitTokens(schema, input);
      assert.deepEqual([split.input, split.names], [kept, names]);
      assert.deepEqual(withTokens(split.input, split.values), input);
    });
  }
});

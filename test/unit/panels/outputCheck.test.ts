import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "mocha";
import type { JsonSchema } from "../../../src/api/schemas/wire.ts";
import { checkOutput, type OutputCheck } from "../../../src/panels/outputCheck.ts";
import { root } from "../../support/paths.ts";

const workerFile = join(root, "src/panels/outputCheckWorker.ts");
const never = new AbortController().signal;

function check(schema: JsonSchema, output: unknown, signal = never): Promise<OutputCheck> {
  return checkOutput(workerFile, { schema, output: typeof output === "string" ? output : JSON.stringify(output) }, signal);
}

describe("the check of an output against the task's schema", function () {
  this.timeout(60_000);

  const schema = {
    type: "object",
    required: ["number"],
    additionalProperties: false,
    properties: { number: { type: "string" }, due: { type: "string", format: "date" }, "a/b": { enum: ["x", 1] }, total: { anyOf: [{ type: "number" }, { type: "null" }] } },
  };

  it("finds nothing in what matches", async () => {
    assert.deepEqual(await check(schema, { number: "1", due: "2026-11-20", "a/b": 1, total: null }), { kind: "checked", violations: [], total: 0 });
  });

  it("tells every value that does not match, and where it is", async () => {
    assert.deepEqual(await check(schema, { due: "soon", "a/b": 2, total: "12", "more~": 0 }), {
      kind: "checked",
      total: 5,
      violations: [
        { pointer: "", message: 'must have the property "number"' },
        { pointer: "/more~0", message: "is not in the schema" },
        { pointer: "/due", message: 'must match format "date"' },
        { pointer: "/a~1b", message: 'must be one of "x",1' },
        { pointer: "/total", message: "must match a schema in anyOf" },
      ],
    });
  });

  it("counts what it does not list", async () => {
    const found = await check({ items: { type: "number" } }, Array.from({ length: 1000 }, () => "x"));
    assert.ok(found.kind === "checked" && found.violations.length === 500 && found.total === 1000);
  });

  it("reads schemas of an older draft", async () => {
    const old = { $schema: "http://json-schema.org/draft-07/schema#", items: [{ type: "string" }], additionalItems: false };
    const found = await check(old, ["a", 1]);
    assert.ok(found.kind === "checked" && found.total === 1);
  });

  const unusable: [title: string, schema: JsonSchema, output: unknown, why: RegExp][] = [
    ["a schema that is none", { type: "nonsense" }, 1, /^The task's output_schema cannot be used: .*nonsense/],
    ["a schema that leads to itself", { $ref: "#" }, 1, /^The task's output_schema cannot be used: /],
    ["an encrypted output", schema, "enc_AQVrZXlfMQ", /^The output is encrypted/],
  ];
  for (const [title, schema, output, why] of unusable) {
    it(`says why it cannot use ${title}`, async () => {
      const found = await check(schema, JSON.stringify(output));
      assert.ok(found.kind === "unusable");
      assert.match(found.why, why);
    });
  }

  it("can be ended while it works", async () => {
    const ending = new AbortController();
    const found = check({ pattern: "^(a+)+$" }, `${"a".repeat(40)}!`.replace(/^.*$/s, text => JSON.stringify(text)), ending.signal);
    ending.abort();
    await assert.rejects(found, { name: "AbortError" });
  });
});

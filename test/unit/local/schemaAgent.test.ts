import assert from "node:assert/strict";
import type { JsonSchema } from "../../../src/api/schemas/wire.ts";
import { generatedOutput, seedOf } from "../../../src/local/agents/generatedOutput.ts";
import { checkInput } from "../../../src/local/inputCheck.ts";
import { FakeClock } from "../../support/fakeClock.ts";
import { openApp, temporaryFolder } from "./openApp.ts";

const minute = 60_000;
const bill = {
  type: "object",
  required: ["number", "amount", "lines"],
  properties: {
    number: { type: "string" },
    amount: { type: "number", minimum: 0, maximum: 500 },
    due: { type: "string", format: "date" },
    lines: { type: "array", minItems: 2, items: { type: "object", required: ["label"], properties: { label: { type: "string" } } } },
  },
};

async function finished(app: Awaited<ReturnType<typeof openApp>>, task: string, input: object = {}) {
  const { id } = await app.runTask(task, { input });
  await app.clock.play(minute);
  return app.run(id);
}

describe("A run without a scenario", () => {
  // The generator is loaded on first use, in turns that the clock of a test does not see.
  before(() => generatedOutput(true, 0));

  it("completes after a few seconds with an output of its schema and a few pictures with reasoning", async () => {
    using app = await openApp();
    const run = await finished(app, await app.newTask(undefined, { output_schema: bill }));
    assert.deepEqual([run.status, run.result], ["completed", "success"]);
    assert.equal(await checkInput(bill, run.output ?? null), undefined);
    assert.equal(run.artifacts?.screenshots?.length, 3);
    assert.ok(run.artifacts.screenshots.every(shot => shot.file_type === "image/svg+xml" && shot.reasoning));
    assert.ok(Number(run.runtime_ms) > 3000 && Number(run.runtime_ms) < 20_000, String(run.runtime_ms));
  });

  it("brings the same output for the same input, and another for another one", async () => {
    using app = await openApp();
    const task = await app.newTask(undefined, { output_schema: bill });
    const [one, two, other] = [await finished(app, task, { a: 1 }), await finished(app, task, { a: 1 }), await finished(app, task, { a: 2 })];
    assert.deepEqual(one.output, two.output);
    assert.notDeepEqual(one.output, other.output);
  });

  it("shows nothing of the values of its input", async () => {
    using app = await openApp();
    const run = await finished(app, await app.newTask(), { pin: "8642-97" });
    for (const { url } of run.artifacts?.screenshots ?? []) {
      assert.ok(!(await (await app.app.request(String(url))).text()).includes("8642-97"));
    }
  });

  it("goes on after a restart with the page where it was", async () => {
    using folder = temporaryFolder();
    const clock = new FakeClock();
    const first = await openApp({ data: folder.path, clock });
    const { id } = await first.runTask(await first.newTask(undefined, { output_schema: bill }));
    await clock.play(5000);
    const before = (await first.run(id)).artifacts?.screenshots?.length;
    first.close();
    using app = await openApp({ data: folder.path, clock });
    await clock.play(minute);
    const run = await app.run(id);
    assert.deepEqual([run.status, run.artifacts?.screenshots?.length], ["completed", 3]);
    assert.ok(before === 1 || before === 2, String(before));
  });

  it("fails with the reason where no output fits its schema", async () => {
    using app = await openApp();
    const run = await finished(app, await app.newTask(undefined, { output_schema: { allOf: [{ type: "string" }, { type: "integer" }] } }));
    assert.equal(run.errors?.[0]?.code, "agent_failed");
    assert.match(run.errors?.[0]?.message ?? "", /^No output could be made that matches the output_schema of the task: /);
  });
});

const draft7 = { $schema: "http://json-schema.org/draft-07/schema#" };
const chained = {
  A: { type: "object", properties: { b: { $ref: "#/$defs/B" } }, required: ["b"] },
  B: { type: "object", properties: { c: { $ref: "#/$defs/C" } }, required: ["c"] },
  C: { type: "object", properties: { list: { type: "array", minItems: 1, items: { type: "string" } } }, required: ["list"] },
};

describe("A generated output", () => {
  const schemas: [title: string, schema: JsonSchema][] = [
    ["anything", {}],
    ["anything, said shortly", true],
    ["a list of members by reference", { $defs: { a: { type: "integer" } }, type: "array", items: { $ref: "#/$defs/a" }, minItems: 3 }],
    ["a tree", { $ref: "#/$defs/n", $defs: { n: { type: "object", required: ["kids"], properties: { kids: { type: "array", items: { $ref: "#/$defs/n" } } } } } }],
    ["a list of a referred object", { $defs: { L: { type: "object", properties: { tags: { type: "array", minItems: 1, items: { type: "string" } } }, required: ["tags"] } }, type: "object", properties: { a: { $ref: "#/$defs/L" } }, required: ["a"] }],
    ["references in references", { $defs: chained, type: "object", properties: { a: { $ref: "#/$defs/A" } }, required: ["a"] }],
    ["a referred list", { $defs: { L: { type: "array", minItems: 2, items: { type: "integer" } } }, type: "object", properties: { a: { $ref: "#/$defs/L" } }, required: ["a"] }],
    ["a list of referred lists", { $defs: { L: { type: "array", minItems: 2, items: { $ref: "#/$defs/M" } }, M: { type: "array", minItems: 1, items: { type: "string" } } }, type: "array", minItems: 1, items: { $ref: "#/$defs/L" } }],
    ["many branches that contain it", { $ref: "#/$defs/n", $defs: { n: { type: "object", properties: Object.fromEntries("abcdefgh".split("").map(name => [name, { $ref: "#/$defs/n" }])) } } }],
    ["a tuple of draft 7", { ...draft7, type: "array", items: [{ type: "string" }, { type: "integer" }], additionalItems: false, minItems: 1 }],
    ["a tuple of draft 7 with more behind", { ...draft7, type: "object", required: ["items"], properties: { items: { type: "array", items: [{ type: "string" }], additionalItems: { type: "boolean" }, minItems: 4 } } }],
    ["one of several", { oneOf: [{ type: "string", minLength: 3 }, { type: "integer", minimum: 7 }] }],
    ["a pattern", { type: "string", pattern: "^[A-Z]{2}-\\d{4}$" }],
    ["formats", { type: "object", required: ["a", "b", "c", "d"], properties: { a: { type: "string", format: "email" }, b: { type: "string", format: "date-time" }, c: { type: "string", format: "uuid" }, d: { type: "string", format: "uri" } } }],
    ["a short text", { type: "string", maxLength: 3 }],
    ["an exact multiple", { type: "number", multipleOf: 0.25, minimum: 1, maximum: 2 }],
    ["a negative amount", { type: "number", maximum: -5 }],
    ["no further members", { type: "object", additionalProperties: false, required: ["a"], properties: { a: { const: "b" } } }],
  ];
  for (const [title, schema] of schemas) {
    it(`fits the schema of ${title}`, async () => {
      for (let seed = 0; seed < 5; seed += 1) assert.equal(await checkInput(schema, await generatedOutput(schema, seed)), undefined);
    });
  }

  it("has members in the lists behind references", async () => {
    const list = { type: "array", items: { type: "string" } };
    const schema = { $defs: { ...chained, C: { type: "object", properties: { list }, required: ["list"] } }, $ref: "#/$defs/A" };
    const made = await Promise.all([1, 2, 3, 4, 5].map(seed => generatedOutput(schema, seed)));
    assert.match(JSON.stringify(made), /"list":\["/);
  });

  it("says whose value it is where the schema leaves a text open", async () => {
    const made = await generatedOutput({ type: "object", required: ["account_name"], properties: { account_name: { type: "string" } } }, 1);
    assert.match(JSON.stringify(made), /^\{"account_name":"account name \d+"\}$/);
  });

  const large: [title: string, schema: JsonSchema][] = [
    ["a huge list", { type: "array", minItems: 3000, items: { type: "array", minItems: 3000, items: { type: "integer" } } }],
    ["a huge text", { type: "string", minLength: 1_000_000_000 }],
    ["a huge pattern", { type: "object", properties: { a: { type: "string", pattern: "^(a{9999}){9999}$" } } }],
  ];
  for (const [title, schema] of large) {
    it(`is not made of ${title}`, () => assert.rejects(generatedOutput(schema, 1), /No output could be made/));
  }

  it("depends on all that its seed is made of", () => {
    assert.equal(seedOf({ a: [1] }, "b"), seedOf({ a: [1] }, "b"));
    assert.notEqual(seedOf({ a: [1] }, "b"), seedOf({ a: [1] }, "c"));
  });
});

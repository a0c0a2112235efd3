import assert from "node:assert/strict";
import { ErrorBody } from "../../../src/api/schemas/error.ts";
import { Agent } from "../../../src/api/schemas/resources.ts";
import { openApp } from "./openApp.ts";

type App = Awaited<ReturnType<typeof openApp>>;

const slow = "^(a+)+$";
const slowText = `${"a".repeat(40)}!`;
/** Each of the lists names the next one twice: 2^40 ways to the end. */
const doubling = Object.fromEntries(
  Array.from({ length: 40 }, (_, index) => [`s${index}`, { allOf: [{ $ref: `#/$defs/s${index + 1}` }, { $ref: `#/$defs/s${index + 1}` }] }]),
);

async function outcome(answer: Response): Promise<string> {
  if (answer.status < 300) return String(answer.status);
  const [error] = ErrorBody.parse(await answer.json()).errors;
  return `${answer.status} ${error?.field} ${error?.message}`;
}

async function taskWith(app: App, extra: object): Promise<string> {
  const { id: agent_id } = await app.call(Agent, "POST", "/v2/agents", { name: "A" });
  return outcome(await app.send("POST", "/v2/tasks", { name: "T", agent_id, ...extra }));
}

async function runWith(app: App, input_schema: object, input: unknown): Promise<string> {
  const task = await app.newTask(undefined, { input_schema });
  return outcome(await app.send("POST", `/v2/tasks/${task}/run`, { input }));
}

describe("A schema of a task", () => {
  const refused: [title: string, schema: object, why: RegExp][] = [
    ["is asynchronous", { $async: true, type: "object", required: ["a"] }, /\$async/],
    ["is asynchronous further down", { properties: { a: { $async: true, type: "string" } } }, /\$async/],
    ["is nothing but itself", { $ref: "#" }, /without an end/],
    ["leads to itself by two ways", { allOf: [{ $ref: "#/$defs/a" }], $defs: { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/a" } } }, /without an end/],
  ];
  for (const [title, schema, why] of refused) {
    it(`is refused where it ${title}`, async () => {
      using app = await openApp();
      for (const field of ["input_schema", "output_schema"]) {
        const answer = await taskWith(app, { [field]: schema });
        assert.match(answer, new RegExp(`^422 ${field} `));
        assert.match(answer, why);
      }
    });
  }

  it("may have a member of the name $async", async () => {
    using app = await openApp();
    assert.equal(await taskWith(app, { input_schema: { properties: { $async: { type: "boolean" } } } }), "201");
  });

  it("that leads to itself only at some member refuses inputs with that member", async () => {
    using app = await openApp();
    const schema = { properties: { a: { $ref: "#/$defs/a" } }, $defs: { a: { anyOf: [{ $ref: "#/$defs/a" }] } } };
    assert.equal(await runWith(app, schema, {}), "201");
    assert.match(await runWith(app, schema, { a: 1 }), /^422 input .*without an end/);
  });

  it("whose pattern takes too long refuses the input", async () => {
    using app = await openApp();
    const schema = { properties: { a: { type: "string", pattern: slow } } };
    assert.equal(await runWith(app, schema, { a: "aaa" }), "201");
    assert.match(await runWith(app, schema, { a: slowText }), /^422 input .*too long/);
  }).timeout(60_000);

  it("whose references multiply is refused", async () => {
    using app = await openApp();
    const input_schema = { $ref: "#/$defs/s0", $defs: { ...doubling, s40: true } };
    assert.match(await taskWith(app, { input_schema }), /^422 input_schema .*too long/);
  }).timeout(60_000);
});

describe("An answer", () => {
  const ask = (right: string | string[]) => ({
    step: "ask" as const,
    type: "mfa",
    message: "?",
    fields: [{ name: "code" }],
    accept: { code: Array.isArray(right) ? right : { pattern: right } },
  });

  async function afterAnswer(right: string | string[], code: string | number) {
    using app = await openApp();
    const task = await app.newTask([ask(right), { step: "complete", output: "done" }]);
    const { id } = await app.runTask(task);
    await app.clock.play(2000);
    await app.send("POST", `/v2/task-runs/${id}/interaction`, { input: { code } });
    await app.clock.play(2000);
    return (await app.run(id)).status;
  }

  it("that a pattern cannot decide in time counts as wrong", async () => {
    assert.equal(await afterAnswer(slow, slowText), "interaction_required");
    assert.equal(await afterAnswer(slow, "aaa"), "completed");
  }).timeout(60_000);

  it("may be a number where its digits are right", async () => {
    assert.equal(await afterAnswer(["123456"], 123456), "completed");
    assert.equal(await afterAnswer(["123456"], 12345), "interaction_required");
  });
});

import assert from "node:assert/strict";
import { Drift } from "../../../src/api/drift.ts";
import { errorSchemaOf } from "../../../src/api/schemas/error.ts";
import { DeckEvent, EventDestination, RunSnapshot } from "../../../src/api/schemas/events.ts";
import { Agent, Credential, ServiceTest, Session, Task } from "../../../src/api/schemas/resources.ts";
import { Run, RunSummary } from "../../../src/api/schemas/run.ts";
import { runStatuses } from "../../../src/api/schemas/runStatus.ts";
import { StoredFile } from "../../../src/api/schemas/storedFile.ts";
import type * as z from "zod";
import { deckSetup, outcomeOf } from "./deckSetup.ts";
import { documentedRun, freshRun } from "./schemas/documentedRun.ts";
import { json } from "../../support/network/tinyServer.ts";

const where = "GET /x";

/** What is new in a value, as lines. */
function found(schema: z.ZodType, value: unknown): string[] {
  const drift = new Drift();
  drift.note(where, schema, value);
  return drift.list().map(({ path, kind, what }) => `${path} ${kind} ${what}`);
}

describe("what a server sends that we do not know", () => {
  const run = documentedRun();
  const inRun = (changes: object) => ({ ...run, ...changes });
  const cases: [title: string, schema: z.ZodType, value: unknown, lines: string[]][] = [
    ["nothing in a documented run", Run, run, []],
    ["nothing in a new one", RunSummary, freshRun(), []],
    ["no member of another age", Run, inRun({ workflow_id: null, canceled_at: null, storage: [{ ...run.storage[0], fetch_date: "2026" }] }), []],
    ["no member of another age in a list", RunSummary, { ...freshRun(), workflow_id: null }, []],
    ["a field", Run, inRun({ brand_new: "secret" }), ["brand_new field string"]],
    ["fields of every type", Run, inRun({ a: 1, b: [], c: {}, d: null, e: true }), ["a field number", "b field array", "c field object", "d field null", "e field boolean"]],
    ["a field in a list of a section", Run, inRun({ artifacts: { screenshots: [{ ...run.artifacts.screenshots[0], width: 800 }] } }), ["artifacts.screenshots[].width field number"]],
    ["a field of an interaction's field", Run, inRun({ interaction: { ...run.interaction, fields: [{ name: "code", hint: "secret" }] } }), ["interaction.fields[].hint field string"]],
    ["nothing in what tasks take and give", Run, inRun({ input: { brand_new: 1 }, output: { status: "odd" } }), []],
    ["a status", Run, inRun({ status: "hibernating" }), ["status value hibernating"]],
    ["a result", Run, inRun({ result: "partial" }), ["result value partial"]],
    ["an interaction", Run, inRun({ interaction: { type: "retina_scan", fields: [] } }), ["interaction.type value retina_scan"]],
    ["the type and code of an error", Run, inRun({ errors: [{ type: "weather", code: "storm", message: "secret" }] }), ["errors[].code value storm", "errors[].type value weather"]],
    ["no resource that was not found", Run, inRun({ errors: [{ type: "request", code: "unicorn_not_found", message: "" }] }), []],
    ["a purpose", StoredFile, { ...run.storage[0], purpose: "decoration" }, ["purpose value decoration"]],
    ["a task's status", Task, { status: "retired" }, ["status value retired"]],
    ["the status of an agent's task", Agent, { tasks: [{ status: "retired" }] }, ["tasks[].status value retired"]],
    ["a session's status", Session, { status: "asleep" }, ["status value asleep"]],
    ["a way to sign in", Credential, { auth_method: "passkey", status: "stale" }, ["auth_method value passkey", "status value stale"]],
    ["a type of events", DeckEvent, { type: "task_run.paused", data: { brand_new: 1 } }, ["type value task_run.paused"]],
    ["a type of destinations", EventDestination, { type: "carrier_pigeon", status: "resting", carrier_pigeon: { loft: "secret" } }, ["carrier_pigeon field object", "status value resting", "type value carrier_pigeon"]],
    ["an environment", ServiceTest, { status: "ready", environment: "staging" }, ["environment value staging"]],
    ["a field of an event's run", RunSnapshot, { id: "trun_1", status: "queued", brand_new: "" }, ["brand_new field string"]],
    ["a value that is no name only by its length", Run, inRun({ status: "Hello, Ada" }), ["status value (a text of 10 characters)"]],
    ["a field whose name is no name only by its length", Run, inRun({ "ada@example.test 12-345": 1 }), ["(a text of 23 characters) field number"]],
    ["what a text stands for that should be a list", Run, inRun({ errors: "secret" }), ["errors mismatch array"]],
    ["what is left out of a section", Run, inRun({ storage: [{ id: "stor_1" }, run.storage[0]] }), ["storage[].created_at mismatch string", "storage[].file_name mismatch string", "storage[].file_size mismatch number or string", "storage[].file_type mismatch string"]],
    ["no older word", Run, inRun({ status: "cancelling" }), []],
    ["nothing in nothing", Run, null, []],
    ["nothing in a text", Run, "secret", []],
  ];
  for (const [title, schema, value, lines] of cases) {
    it(`is ${title}`, () => assert.deepEqual(found(schema, value), lines));
  }

  for (const status of [...runStatuses, "pending"]) it(`is not ${status}`, () => assert.deepEqual(found(RunSummary, { ...freshRun(), status }), []));

  it("is found in both forms of a refusal", () => {
    const problem = { errors: { month: ["secret"] }, detail: "secret", traceId: "00-1" };
    const envelope = { errors: [{ type: "request", code: "odd", message: "secret" }], request_id: "req_1", hint: 1 };
    assert.deepEqual([found(errorSchemaOf(problem), problem), found(errorSchemaOf(envelope), envelope)], [["detail field string"], ["errors[].code value odd", "hint field number"]]);
  });

  it("is noted once, and no more of it than can be read", () => {
    const drift = new Drift();
    for (let round = 0; round < 3; round++) {
      for (let number = 0; number < 600; number++) drift.note(where, Run, { ...freshRun(), [`field_${number}`]: 1 });
    }
    assert.equal(drift.list().length, 500);
  });
});

describe("a client", () => {
  it("notes differences by call, without ids and contents", async () => {
    const odd = { ...freshRun(), status: "hibernating", brand_new: "secret" };
    await using deck = await deckSetup({ answers: [json(odd), json({ data: [odd], has_more: false, total: 1 }), json({ errors: [{ type: "request", code: "odd" }] }, 409)] });
    await deck.client.runs.get("trun_secret");
    await deck.client.inBackground().runs.page({});
    await Promise.allSettled([deck.client.runs.cancel("trun_secret")]);
    const lines = deck.client.differences().map(one => `${one.where}: ${one.path} ${one.what}`);
    assert.deepEqual(lines, [
      "GET /task-runs: data[].brand_new string",
      "GET /task-runs: data[].status hibernating",
      "GET /task-runs: total number",
      "GET /task-runs/{id}: brand_new string",
      "GET /task-runs/{id}: status hibernating",
      "POST /task-runs/{id}/cancel: errors[].code odd",
    ]);
  });

  it("loses only the odd one of a page, and says what was odd", async () => {
    const odd = { ...freshRun(), id: "trun_odd", created_at: 17, status: null };
    await using deck = await deckSetup({ answers: [json({ data: [freshRun(), odd, "secret", { ...freshRun(), id: "trun_2" }], has_more: false })] });
    const page = await deck.client.runs.page({});
    assert.deepEqual(page.data.map(run => run.id), [freshRun().id, "trun_2"]);
    const lines = deck.client.differences().map(one => `${one.path} ${one.kind} ${one.what}`);
    assert.deepEqual(lines, ["data[] mismatch object", "data[].created_at mismatch string", "data[].status mismatch string"]);
  });

  it("says what was odd where nothing could be read", async () => {
    await using deck = await deckSetup({ answers: [json({ ...freshRun(), task_id: 5 })] });
    await outcomeOf(deck.clock, deck.client.runs.get("trun_1"));
    assert.deepEqual(deck.client.differences(), [{ where: "GET /task-runs/{id}", path: "task_id", kind: "mismatch", what: "string" }]);
  });
});

import assert from "node:assert/strict";
import { DeckEvent, EventDestination, RunSnapshot } from "../../../src/api/schemas/events.ts";
import { Run } from "../../../src/api/schemas/run.ts";
import { StoredFile } from "../../../src/api/schemas/storedFile.ts";
import { deckSetup } from "./deckSetup.ts";
import { documentedRun, freshRun } from "./schemas/documentedRun.ts";
import { json } from "../../support/network/tinyServer.ts";

const created_at = "2026-03-31T12:00:00Z";

/** What servers of all ages do otherwise, beyond what the tests of the single schemas show. */
describe("a quirk of the wire", () => {
  it("is an object where a run has a list of errors", () => {
    assert.equal(Run.parse({ ...freshRun(), errors: { month: ["is required"] } }).errors, null);
  });

  it("is one odd file or screenshot among others", () => {
    const { storage, artifacts } = documentedRun();
    const screenshots = [{ url: 5 }, ...artifacts.screenshots, null];
    const run = Run.parse({ ...documentedRun(), storage: [null, ...storage, { id: 7 }], artifacts: { screenshots } });
    assert.deepEqual([run.storage, run.artifacts?.screenshots], [storage, artifacts.screenshots]);
  });

  it("is one odd screenshot in the middle age's place", () => {
    const { screenshots } = documentedRun().artifacts;
    assert.deepEqual(Run.parse({ ...freshRun(), screenshots: ["odd", ...screenshots] }).artifacts, { screenshots });
  });

  const names: [sent: string, read: string][] = [
    ["task_run.cancelling", "task_run.canceling"],
    ["task_run.pending", "task_run.review_required"],
    ["task_run.completed", "task_run.completed"],
    ["task_run.dreaming", "task_run.dreaming"],
    ["constructor", "constructor"],
  ];
  for (const [sent, read] of names) {
    it(`is an event that may be called ${sent}`, () => assert.equal(DeckEvent.parse({ id: "evt_1", type: sent, data: {}, created_at }).type, read));
  }

  it("is an event with empty texts for nothing", () => {
    const data = { id: "trun_1", object: "task_run", status: "cancelling", result: "", task_id: "task_1", credential_id: "", runtime_ms: "", workflow_id: "", created_at };
    const { result, credential_id, runtime_ms, status } = RunSnapshot.parse(data);
    assert.deepEqual([result, credential_id, runtime_ms, status], [null, null, null, "canceling"]);
  });

  it("is an event of a run that says little", () => {
    assert.deepEqual(RunSnapshot.parse({ id: "trun_1", status: "queued" }), { id: "trun_1", status: "queued", result: null });
    assert.equal(RunSnapshot.safeParse("").success, false);
  });

  it("is an event whose data may say anything", async () => {
    await using deck = await deckSetup({ answers: [json({ id: "evt_1", type: "task.reset", data: { name: "", deep: [1] }, created_at, request_id: null })] });
    assert.deepEqual((await deck.client.events.get("evt_1")).data, { name: "", deep: [1] });
  });

  for (const object of ["storage", "storage_item"]) {
    it(`is a file that calls itself ${object}`, () => {
      const file = StoredFile.parse({ id: "stor_1", object, file_name: "a", file_type: "text/csv", file_size: "12", created_at });
      assert.deepEqual([file.object, file.file_size], ["storage", 12]);
    });
  }

  const headers: [title: string, sent: unknown, read: unknown][] = [
    ["a text of JSON", '{"x-a":"1"}', { "x-a": "1" }],
    ["an object after all", { "x-a": "1" }, { "x-a": "1" }],
    ["no JSON", "x-a: 1", null],
    ["an empty text", "", null],
    ["null", null, null],
    ["a number", 5, null],
  ];
  for (const [title, sent, read] of headers) {
    it(`is a webhook's headers as ${title}`, () => {
      const webhook = { url: "https://hook.example.test", custom_headers: sent };
      const destination = EventDestination.parse({ id: "evtd_1", name: "a", status: "active", type: "webhook", events: ["*"], webhook, created_at });
      assert.deepEqual(destination.webhook?.custom_headers, read);
    });
  }

  for (const status of [200, 201, 202]) {
    it(`is a creation that answers ${status}`, async () => {
      const source = { id: "src_1", type: "website", website: { url: "https://a.example.test" }, created_at };
      await using deck = await deckSetup({ answers: [json(source, status)] });
      assert.equal((await deck.client.sources.create({ type: "website", website: source.website })).id, "src_1");
    });
  }

  for (const status of [401, 403]) {
    it(`is a refusal that no document declares: ${status} with a body`, async () => {
      const errors = [{ type: "request", code: "api_key_invalid", message: "Bad key." }];
      await using deck = await deckSetup({ answers: [json({ errors, request_id: "req_1" }, status)] });
      await assert.rejects(deck.client.test(), { errors, requestId: "req_1" });
    });
  }

  it("is a screenshot that tells little of itself in a list of its own", async () => {
    const little = { url: "https://files.example.test/1", reasoning: null, created_at };
    await using deck = await deckSetup({ answers: [json({ data: [little], has_more: false })] });
    const found = [];
    for await (const one of deck.client.runs.screenshots("trun_1")) found.push(one);
    assert.deepEqual(found, [little]);
  });
});

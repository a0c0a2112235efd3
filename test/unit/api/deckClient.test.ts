import assert from "node:assert/strict";
import { deckSetup } from "./deckSetup.ts";
import { documentedRun, freshRun } from "./schemas/documentedRun.ts";
import { json, plain } from "../../support/network/tinyServer.ts";

const times = { created_at: "2026-03-31T12:00:00Z" };
const task = { id: "task_1", name: "Download", status: "live", agent_id: "agt_1", ...times };

async function listed<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe("DeckClient", () => {
  it("reads what the service answers", async () => {
    await using deck = await deckSetup({ answers: [json(documentedRun())] });
    assert.deepEqual(await deck.client.runs.get("trun_1", ["input"]), documentedRun());
  });

  it("takes 201 for an answer like any other", async () => {
    await using deck = await deckSetup({ answers: [json(freshRun(), 201)] });
    assert.equal((await deck.client.runs.start("task_1", {})).status, "queued");
  });

  it("makes a new idempotency key for each act", async () => {
    await using deck = await deckSetup({ answers: [json(freshRun())] });
    await deck.client.runs.cancel("trun_1");
    await deck.client.runs.cancel("trun_1");
    assert.deepEqual(deck.server.seen.map(one => one.headers["idempotency-key"]), ["key-1", "key-2"]);
  });

  it("uses a key that was kept from before, and makes no other", async () => {
    await using deck = await deckSetup({ answers: [json(freshRun())] });
    await deck.client.runs.start("task_1", {}, { idempotencyKey: "kept-over-a-reload" });
    await deck.client.runs.cancel("trun_1");
    assert.deepEqual(deck.server.seen.map(one => one.headers["idempotency-key"]), ["kept-over-a-reload", "key-1"]);
  });

  for (const odd of ["", ".", ".."]) {
    it(`makes no other call of the id ${JSON.stringify(odd)}`, async () => {
      await using deck = await deckSetup({ answers: [json(freshRun())] });
      await assert.rejects(deck.client.runs.get(odd), { failure: { kind: "notFound" }, message: `"${odd}" is no id. Check where it comes from.` });
      await assert.rejects(deck.client.tasks.delete(odd), { failure: { kind: "notFound" } });
      assert.equal(deck.server.seen.length, 0);
    });
  }

  it("asks for nothing that a caller has left out", async () => {
    await using deck = await deckSetup({ answers: [json({ data: [], has_more: false })] });
    await deck.client.runs.page({ status: undefined, cursor: undefined });
    assert.deepEqual(deck.server.seen.map(one => one.url), ["/v2/task-runs"]);
  });

  it("finds no run where the service knows none", async () => {
    await using deck = await deckSetup({ answers: [json({ errors: [], request_id: "req_1" }, 404)] });
    assert.equal(await deck.client.runs.find("trun_1"), undefined);
  });

  it("does not take another failure for a missing run", async () => {
    await using deck = await deckSetup({ answers: [plain("", 403)] });
    await assert.rejects(deck.client.runs.find("trun_1"), { failure: { kind: "forbidden" } });
  });
});

describe("a list", () => {
  const pageOf = (id: string, rest: object) => json({ data: [{ ...task, id }], ...rest });
  const more = (cursor: string) => ({ has_more: true, next_cursor: cursor });
  const end = { has_more: false, next_cursor: null };

  it("asks for the next page only when the caller gets there", async () => {
    await using deck = await deckSetup({ answers: [pageOf("task_1", more("c1")), pageOf("task_2", more("c2")), pageOf("task_3", end)] });
    const tasks = deck.client.tasks.list();
    const steps: unknown[] = [deck.server.seen.length];
    for (let step = await tasks.next(); !step.done; step = await tasks.next()) steps.push(step.value.id, deck.server.seen.length);
    assert.deepEqual(steps, [0, "task_1", 1, "task_2", 2, "task_3", 3]);
    assert.deepEqual(deck.server.seen.map(one => one.url), ["/v2/tasks?limit=100", "/v2/tasks?limit=100&cursor=c1", "/v2/tasks?limit=100&cursor=c2"]);
  });

  it("asks for no more once the caller leaves", async () => {
    await using deck = await deckSetup({ answers: [pageOf("task_1", more("c1")), pageOf("task_2", end)] });
    for await (const found of deck.client.tasks.list()) if (found.id === "task_1") break;
    assert.equal(deck.server.seen.length, 1);
  });

  const lastPages: [title: string, rest: object][] = [
    ["there is no more, whatever the cursor says", { has_more: false, next_cursor: "c1" }],
    ["more is promised without a cursor", { has_more: true, next_cursor: null }],
    ["the cursor is missing", { has_more: true }],
    ["the cursor is empty", { has_more: true, next_cursor: "" }],
  ];
  for (const [title, rest] of lastPages) {
    it(`ends where ${title}`, async () => {
      await using deck = await deckSetup({ answers: [pageOf("task_1", rest), plain("", 500)] });
      assert.deepEqual((await listed(deck.client.tasks.list())).map(found => found.id), ["task_1"]);
    });
  }

  it("ends where the server names the same page again", async () => {
    await using deck = await deckSetup({ answers: [pageOf("task_1", more("c1")), pageOf("task_2", more("c1"))] });
    assert.deepEqual((await listed(deck.client.tasks.list())).map(found => found.id), ["task_1", "task_2"]);
    assert.equal(deck.server.seen.length, 2);
  });

  it("ends where the server goes round in circles", async () => {
    await using deck = await deckSetup({ answers: [pageOf("task_1", more("c1")), pageOf("task_2", more("c2")), pageOf("task_3", more("c1"))] });
    assert.deepEqual((await listed(deck.client.tasks.list())).map(found => found.id), ["task_1", "task_2", "task_3"]);
  });

  it("tells who pages by hand that a page which names itself is the last", async () => {
    const page = { data: [freshRun()], has_more: true, next_cursor: "c1" };
    await using deck = await deckSetup({ answers: [json(page)] });
    const [first, again] = [await deck.client.runs.page({}), await deck.client.runs.page({ cursor: "c1" })];
    assert.deepEqual([first.has_more, first.next_cursor, again.has_more, again.next_cursor], [true, "c1", false, null]);
  });

  it("goes on over an empty page", async () => {
    await using deck = await deckSetup({ answers: [json({ data: [], ...more("c1") }), pageOf("task_2", end)] });
    assert.deepEqual((await listed(deck.client.tasks.list())).map(found => found.id), ["task_2"]);
  });
});

import assert from "node:assert/strict";
import type { DeckClient } from "../../../src/api/deckClient.ts";
import { deckSetup, key } from "./deckSetup.ts";
import { documentedRun, freshRun } from "./schemas/documentedRun.ts";
import { json, plain } from "./tinyServer.ts";

const times = { created_at: "2026-03-31T12:00:00Z" };
const task = { id: "task_1", name: "Download", status: "live", agent_id: "agt_1", ...times };
const emptyPage = { data: [], has_more: false, next_cursor: null };
const runPage = { ...emptyPage, data: [freshRun()] };
const ready = { status: "ready", environment: "live", request_id: "req_1" };

async function listed<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

interface Endpoint {
  readonly title: string;
  readonly call: (client: DeckClient) => Promise<unknown>;
  readonly answer: unknown;
  readonly request: string;
  readonly body?: unknown;
}

const run = "/v2/task-runs/trun_1";
const endpoints: readonly Endpoint[] = [
  { title: "checks the key", call: client => client.test(), answer: ready, request: "GET /v2/test" },
  { title: "lists agents", call: client => listed(client.agents()), answer: emptyPage, request: "GET /v2/agents?limit=100" },
  { title: "lists sources", call: client => listed(client.sources()), answer: emptyPage, request: "GET /v2/sources?limit=100" },
  { title: "lists credentials", call: client => listed(client.credentials()), answer: emptyPage, request: "GET /v2/credentials?limit=100" },
  { title: "lists tasks", call: client => listed(client.tasks()), answer: emptyPage, request: "GET /v2/tasks?limit=100" },
  { title: "reads a task", call: client => client.task("task_1"), answer: task, request: "GET /v2/tasks/task_1" },
  { title: "encodes the id of a task", call: client => client.task("a/b?c#d"), answer: task, request: "GET /v2/tasks/a%2Fb%3Fc%23d" },
  { title: "lists runs", call: client => client.runs({}), answer: runPage, request: "GET /v2/task-runs" },
  {
    title: "lists runs of several statuses",
    call: client => client.runs({ status: ["queued", "running"], limit: 20 }),
    answer: runPage,
    request: "GET /v2/task-runs?status=queued&status=running&limit=20",
  },
  {
    title: "lists runs of a task and a time",
    call: client => client.runs({ task_id: "task_1", created_after: "2026-03-01T00:00:00Z", created_before: "2026-04-01T00:00:00Z" }),
    answer: runPage,
    request: "GET /v2/task-runs?task_id=task_1&created_after=2026-03-01T00%3A00%3A00Z&created_before=2026-04-01T00%3A00%3A00Z",
  },
  { title: "lists runs from a cursor", call: client => client.runs({ cursor: "a+b/c=" }), answer: runPage, request: "GET /v2/task-runs?cursor=a%2Bb%2Fc%3D" },
  { title: "reads a run", call: client => client.run("trun_1"), answer: freshRun(), request: `GET ${run}` },
  {
    title: "reads a run with its sections",
    call: client => client.run("trun_1", ["input", "storage", "artifacts"]),
    answer: documentedRun(),
    request: `GET ${run}?include=input%2Cstorage%2Cartifacts`,
  },
  { title: "encodes the id of a run", call: client => client.run("a/b?c#d"), answer: freshRun(), request: "GET /v2/task-runs/a%2Fb%3Fc%23d" },
  { title: "finds a run", call: client => client.findRun("trun_1"), answer: freshRun(), request: `GET ${run}` },
  {
    title: "starts a run",
    call: client => client.startRun("task_1", { input: { month: 3 }, credential_id: "cred_1" }),
    answer: freshRun(),
    request: "POST /v2/tasks/task_1/run",
    body: { input: { month: 3 }, credential_id: "cred_1" },
  },
  { title: "starts a run without input", call: client => client.startRun("task_1", {}), answer: freshRun(), request: "POST /v2/tasks/task_1/run", body: {} },
  { title: "cancels a run", call: client => client.cancelRun("trun_1"), answer: freshRun(), request: `POST ${run}/cancel` },
  {
    title: "answers a run",
    call: client => client.answerRun("trun_1", { code: "123456" }),
    answer: freshRun(),
    request: `POST ${run}/interaction`,
    body: { input: { code: "123456" } },
  },
];

describe("DeckClient", () => {
  for (const { title, call, answer, request, body } of endpoints) {
    it(title, async () => {
      await using deck = await deckSetup({ answers: [json(answer)] });
      await call(deck.client);
      const seen = deck.server.seen.map(one => `${one.method} ${one.url}`);
      assert.deepEqual(seen, [request]);
      assert.equal(deck.server.seen[0]?.body, body === undefined ? "" : JSON.stringify(body));
      const { headers } = deck.server.seen[0] ?? {};
      assert.equal(headers?.authorization, `Bearer ${key}`);
      assert.equal(headers?.accept, "application/json");
      assert.equal(headers?.["content-type"], body === undefined ? undefined : "application/json");
      assert.equal(headers?.["idempotency-key"], request.startsWith("POST") ? "key-1" : undefined);
    });
  }

  it("reads what the service answers", async () => {
    await using deck = await deckSetup({ answers: [json(documentedRun())] });
    assert.deepEqual(await deck.client.run("trun_1", ["input"]), documentedRun());
  });

  it("takes 201 for an answer like any other", async () => {
    await using deck = await deckSetup({ answers: [json(freshRun(), 201)] });
    assert.equal((await deck.client.startRun("task_1", {})).status, "queued");
  });

  it("makes a new idempotency key for each act", async () => {
    await using deck = await deckSetup({ answers: [json(freshRun())] });
    await deck.client.cancelRun("trun_1");
    await deck.client.cancelRun("trun_1");
    assert.deepEqual(deck.server.seen.map(one => one.headers["idempotency-key"]), ["key-1", "key-2"]);
  });

  it("finds no run where the service knows none", async () => {
    await using deck = await deckSetup({ answers: [json({ errors: [], request_id: "req_1" }, 404)] });
    assert.equal(await deck.client.findRun("trun_1"), undefined);
  });

  it("does not take another failure for a missing run", async () => {
    await using deck = await deckSetup({ answers: [plain("", 403)] });
    await assert.rejects(deck.client.findRun("trun_1"), { failure: { kind: "forbidden" } });
  });
});

describe("a list", () => {
  const pageOf = (id: string, rest: object) => json({ data: [{ ...task, id }], ...rest });
  const more = (cursor: string) => ({ has_more: true, next_cursor: cursor });
  const end = { has_more: false, next_cursor: null };

  it("asks for the next page only when the caller gets there", async () => {
    await using deck = await deckSetup({ answers: [pageOf("task_1", more("c1")), pageOf("task_2", more("c2")), pageOf("task_3", end)] });
    const tasks = deck.client.tasks();
    const steps: unknown[] = [deck.server.seen.length];
    for (let step = await tasks.next(); !step.done; step = await tasks.next()) steps.push(step.value.id, deck.server.seen.length);
    assert.deepEqual(steps, [0, "task_1", 1, "task_2", 2, "task_3", 3]);
    assert.deepEqual(deck.server.seen.map(one => one.url), ["/v2/tasks?limit=100", "/v2/tasks?limit=100&cursor=c1", "/v2/tasks?limit=100&cursor=c2"]);
  });

  it("asks for no more once the caller leaves", async () => {
    await using deck = await deckSetup({ answers: [pageOf("task_1", more("c1")), pageOf("task_2", end)] });
    for await (const found of deck.client.tasks()) if (found.id === "task_1") break;
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
      assert.deepEqual((await listed(deck.client.tasks())).map(found => found.id), ["task_1"]);
    });
  }

  it("goes on over an empty page", async () => {
    await using deck = await deckSetup({ answers: [json({ data: [], ...more("c1") }), pageOf("task_2", end)] });
    assert.deepEqual((await listed(deck.client.tasks())).map(found => found.id), ["task_2"]);
  });
});

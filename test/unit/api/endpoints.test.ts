import assert from "node:assert/strict";
import type { DeckClient } from "../../../src/api/deckClient.ts";
import { deckSetup, key } from "./deckSetup.ts";
import { documentedRun, freshRun } from "./schemas/documentedRun.ts";
import { json, plain } from "../../support/network/tinyServer.ts";

const times = { created_at: "2026-03-31T12:00:00Z", updated_at: "2026-03-31T12:00:00Z" };
const agent = { id: "agt_1", name: "Bills", ...times };
const source = { id: "src_1", type: "website", website: { url: "https://portal.example.test" }, ...times };
const credential = { id: "cred_1", status: "unverified", source_id: "src_1", auth_method: "none", ...times };
const task = { id: "task_1", name: "Download", status: "live", agent_id: "agt_1", ...times };
const session = { id: "sess_1", status: "idle", ...times };
const event = { id: "evt_1", type: "task_run.completed", data: {}, ...times };
const destination = { id: "evtd_1", name: "Here", status: "active", type: "webhook", events: ["*"], ...times };
const delivery = { status: "success", event_type: "task_run.queued", event_id: "evt_1", event_destination_id: "evtd_1", attempts: 1, ...times };
const file = { id: "stor_1", file_name: "bill.pdf", file_type: "application/pdf", file_size: 12, ...times };
const token = { id: "tok_1", object: "token", token: "tk_1", expires_at: times.created_at, created_at: times.created_at };
const deleted = { id: "x", object: "x", deleted: true, request_id: "req_1" };
const ready = { status: "ready", environment: "live", request_id: "req_1" };
const page = (...data: object[]) => ({ data, has_more: false, next_cursor: null });

type Row = [request: string, answer: unknown, call: (client: DeckClient) => Promise<unknown> | AsyncIterable<unknown>, body?: object];

/** Every call that the service documents: what goes over the wire for it, and an answer that has to be understood. */
const calls: readonly Row[] = [
  ["GET /v2/test", ready, client => client.test()],

  ["GET /v2/agents?limit=100", page(agent), client => client.agents.list()],
  ["GET /v2/agents/agt_1", agent, client => client.agents.get("agt_1")],
  ["POST /v2/agents", agent, client => client.agents.create({ name: "Bills" }), { name: "Bills" }],
  ["PATCH /v2/agents/agt_1", agent, client => client.agents.update("agt_1", { description: null }), { description: null }],
  ["DELETE /v2/agents/agt_1", deleted, client => client.agents.delete("agt_1")],

  ["GET /v2/sources?limit=100", page(source), client => client.sources.list()],
  ["GET /v2/sources/src_1", source, client => client.sources.get("src_1")],
  ["POST /v2/sources", source, client => client.sources.create({ type: "website", website: source.website }), { type: "website", website: source.website }],
  ["PATCH /v2/sources/src_1", source, client => client.sources.update("src_1", { name: "Portal" }), { name: "Portal" }],
  ["DELETE /v2/sources/src_1", deleted, client => client.sources.delete("src_1")],

  ["GET /v2/credentials?limit=100", page(credential), client => client.credentials.list()],
  [
    "GET /v2/credentials?limit=100&source_id=src_1&source_id=src_2&status=verified&external_id=a%26b",
    page(credential),
    client => client.credentials.list(undefined, { source_id: ["src_1", "src_2"], status: ["verified"], external_id: "a&b" }),
  ],
  ["GET /v2/credentials/cred_1", credential, client => client.credentials.get("cred_1")],
  ["POST /v2/credentials", credential, client => client.credentials.create({ source_id: "src_1", auth_credentials: { username: "ada" } }), { source_id: "src_1", auth_credentials: { username: "ada" } }],
  ["PATCH /v2/credentials/cred_1", credential, client => client.credentials.update("cred_1", { external_id: null }), { external_id: null }],
  ["DELETE /v2/credentials/cred_1", deleted, client => client.credentials.delete("cred_1")],

  ["GET /v2/tasks?limit=100", page(task), client => client.tasks.list()],
  ["GET /v2/tasks?limit=100&agent_id=agt_1&status=live", page(task), client => client.tasks.list(undefined, { agent_id: "agt_1", status: "live" })],
  ["GET /v2/tasks/task_1", task, client => client.tasks.get("task_1")],
  ["GET /v2/tasks/a%2Fb%3Fc%23d", task, client => client.tasks.get("a/b?c#d")],
  ["GET /v2/tasks/%24%26", task, client => client.tasks.get("$&")],
  ["POST /v2/tasks", task, client => client.tasks.create({ name: "Download", agent_id: "agt_1", input_schema: true }), { name: "Download", agent_id: "agt_1", input_schema: true }],
  ["PATCH /v2/tasks/task_1", task, client => client.tasks.update("task_1", { prompt: null, settings: { timeout_seconds: 60 } }), { prompt: null, settings: { timeout_seconds: 60 } }],
  ["DELETE /v2/tasks/task_1", deleted, client => client.tasks.delete("task_1")],
  ["POST /v2/tasks/task_1/reset", task, client => client.tasks.reset("task_1")],

  ["GET /v2/task-runs", page(freshRun()), client => client.runs.page({})],
  ["GET /v2/task-runs?cursor=a%2Bb%2Fc%3D", page(freshRun()), client => client.runs.page({ cursor: "a+b/c=" })],
  ["GET /v2/task-runs?status=queued&status=running&limit=20", page(freshRun()), client => client.runs.page({ status: ["queued", "running"], limit: 20 })],
  ["GET /v2/task-runs?limit=100&outcome=failure&outcome=unknown", page(freshRun()), client => client.runs.list({ outcome: ["failure", "unknown"] })],
  [
    "GET /v2/task-runs?source_id=src_1&task_id=task_1&agent_id=agt_1&credential_id=cred_1",
    page(freshRun()),
    client => client.runs.page({ source_id: ["src_1"], task_id: "task_1", agent_id: "agt_1", credential_id: "cred_1" }),
  ],
  [
    "GET /v2/task-runs?created_after=2026-03-01T00%3A00%3A00Z&created_before=2026-04-01T00%3A00%3A00Z",
    page(freshRun()),
    client => client.runs.page({ created_after: "2026-03-01T00:00:00Z", created_before: "2026-04-01T00:00:00Z" }),
  ],
  ["GET /v2/task-runs/trun_1", freshRun(), client => client.runs.get("trun_1")],
  ["GET /v2/task-runs/a%2Fb%3Fc%23d", freshRun(), client => client.runs.get("a/b?c#d")],
  ["GET /v2/task-runs/trun_1?include=input%2Cstorage%2Cartifacts", documentedRun(), client => client.runs.get("trun_1", ["input", "storage", "artifacts"])],
  ["GET /v2/task-runs/trun_1", freshRun(), client => client.runs.find("trun_1")],
  ["POST /v2/tasks/task_1/run", freshRun(), client => client.runs.start("task_1", { input: { month: 3 }, credential_id: "cred_1" }), { input: { month: 3 }, credential_id: "cred_1" }],
  ["POST /v2/tasks/task_1/run", freshRun(), client => client.runs.start("task_1", {}), {}],
  ["POST /v2/task-runs/trun_1/cancel", freshRun(), client => client.runs.cancel("trun_1")],
  ["POST /v2/task-runs/trun_1/interaction", freshRun(), client => client.runs.answer("trun_1", { code: "123456" }), { input: { code: "123456" } }],
  ["GET /v2/task-runs/trun_1/storage?limit=100", page(file), client => client.runs.files("trun_1")],
  ["GET /v2/task-runs/trun_1/screenshots?limit=100", page({ url: null, reasoning: "Open.", created_at: times.created_at }), client => client.runs.screenshots("trun_1")],

  ["GET /v2/sessions?limit=100", page(session), client => client.sessions.list()],
  ["GET /v2/sessions?limit=100&status=idle", page(session), client => client.sessions.list(undefined, { status: ["idle"] })],
  ["GET /v2/sessions/sess_1", session, client => client.sessions.get("sess_1")],
  ["POST /v2/sessions/sess_1/end", session, client => client.sessions.end("sess_1")],

  ["GET /v2/storage/stor_1", file, client => client.file("stor_1")],
  ["POST /v2/token", token, client => client.createToken()],

  ["GET /v2/events?type=task.reset&limit=5", page(event), client => client.events.page({ type: ["task.reset"], limit: 5 })],
  ["GET /v2/events?limit=100&created_after=2026-03-01", page(event), client => client.events.list({ created_after: "2026-03-01" })],
  ["GET /v2/events/evt_1", event, client => client.events.get("evt_1")],
  ["GET /v2/event-types", { data: ["task.reset"], request_id: "req_1" }, client => client.events.types()],

  ["GET /v2/event-destinations?limit=100", page(destination), client => client.destinations.list()],
  ["GET /v2/event-destinations/evtd_1", destination, client => client.destinations.get("evtd_1")],
  [
    "POST /v2/event-destinations",
    destination,
    client => client.destinations.create({ name: "Here", events: ["*"], type: "webhook", webhook: { url: "http://127.0.0.1:1", custom_headers: { "x-a": "1" } } }),
    { name: "Here", type: "webhook", events: ["*"], webhook: { url: "http://127.0.0.1:1", custom_headers: '{"x-a":"1"}' } },
  ],
  [
    "POST /v2/event-destinations",
    destination,
    client => client.destinations.create({ name: "Queue", events: ["*"], type: "aws_sqs", config: { queue_url: "https://q.example.test" } }),
    { name: "Queue", type: "aws_sqs", events: ["*"], aws_sqs: { queue_url: "https://q.example.test" } },
  ],
  ["PATCH /v2/event-destinations/evtd_1", destination, client => client.destinations.update("evtd_1", { status: "inactive" }), { status: "inactive" }],
  ["PATCH /v2/event-destinations/evtd_1", destination, client => client.destinations.update("evtd_1", { webhook: { custom_headers: {} } }), { webhook: { custom_headers: "{}" } }],
  ["DELETE /v2/event-destinations/evtd_1", deleted, client => client.destinations.delete("evtd_1")],
  ["GET /v2/event-destinations/evtd_1/event-deliveries?limit=100", page(delivery), client => client.destinations.deliveries("evtd_1")],
  [
    "GET /v2/event-destinations/evtd_1/event-deliveries?limit=100&status=failure&type=task.reset",
    page(delivery),
    client => client.destinations.deliveries("evtd_1", undefined, { status: "failure", type: "task.reset" }),
  ],
];

async function made(call: Promise<unknown> | AsyncIterable<unknown>): Promise<unknown> {
  if (!(Symbol.asyncIterator in call)) return call;
  const all: unknown[] = [];
  for await (const one of call) all.push(one);
  return all;
}

describe("over the wire", () => {
  for (const [request, answer, call, body] of calls) {
    it(`goes ${request}${body ? ` ${JSON.stringify(body)}` : ""}`, async () => {
      await using deck = await deckSetup({ answers: [json(answer)] });
      const read = await made(call(deck.client));
      if (Array.isArray(read)) assert.equal(read.length, 1);
      const [seen] = deck.server.seen;
      assert.deepEqual(deck.server.seen.map(one => `${one.method} ${one.url}`), [request]);
      assert.equal(seen?.body, body === undefined ? "" : JSON.stringify(body));
      assert.equal(seen?.headers.authorization, `Bearer ${key}`);
      assert.equal(seen?.headers.accept, "application/json");
      assert.equal(seen?.headers["content-type"], body === undefined ? undefined : "application/json");
      assert.equal(seen?.headers["idempotency-key"], request.startsWith("GET") ? undefined : "key-1");
    });
  }

  it("takes any success of a deletion, with or without a body", async () => {
    await using deck = await deckSetup({ answers: [plain("", 204), plain("gone"), json(deleted)] });
    const { agents, sources, tasks } = deck.client;
    await Promise.all([agents.delete("agt_1"), sources.delete("src_1"), tasks.delete("task_1")]);
    assert.equal(deck.server.seen.length, 3);
  });
});

describe("every call", () => {
  const reason = new Error("no longer wanted");

  it("can be stopped", async () => {
    await using deck = await deckSetup({ answers: [json({})] });
    const signal = AbortSignal.abort(reason);
    const { client } = deck;
    const stopped = [
      client.test(signal),
      client.file("a", signal),
      client.createToken({ signal }),
      client.download(deck.server.origin, signal),
      ...[client.agents, client.sources, client.credentials, client.tasks, client.sessions].map(part => part.get("a", signal)),
      ...[client.agents, client.sources, client.credentials, client.tasks, client.sessions].map(part => made(part.list(signal))),
      ...[client.agents, client.sources, client.credentials, client.tasks, client.destinations].map(part => part.delete("a", { signal })),
      client.agents.create({ name: "a" }, { signal }),
      client.tasks.update("a", {}, { signal }),
      client.tasks.reset("a", { signal }),
      client.runs.page({}, signal),
      made(client.runs.list({}, signal)),
      client.runs.get("a", [], signal),
      client.runs.find("a", signal),
      client.runs.start("a", {}, { signal }),
      client.runs.cancel("a", { signal }),
      client.runs.answer("a", {}, { signal }),
      made(client.runs.files("a", signal)),
      made(client.runs.screenshots("a", signal)),
      client.sessions.end("a", { signal }),
      client.events.page({}, signal),
      made(client.events.list({}, signal)),
      client.events.types(signal),
      client.destinations.get("a", signal),
      made(client.destinations.deliveries("a", signal)),
    ];
    const ends = await Promise.allSettled(stopped);
    assert.deepEqual(ends, stopped.map(() => ({ status: "rejected", reason })));
    assert.equal(deck.server.seen.length, 0);
  });
});

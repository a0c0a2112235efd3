import assert from "node:assert/strict";
import { ErrorBody, ProblemBody } from "../../../src/api/schemas/error.ts";
import { Agent, Credential, ServiceTest, Source, Task } from "../../../src/api/schemas/resources.ts";
import { openApp } from "./openApp.ts";

type App = Awaited<ReturnType<typeof openApp>>;

async function refusal(answer: Response) {
  const { errors, request_id } = ErrorBody.parse(await answer.json());
  assert.match(request_id ?? "", /^req_[A-Za-z0-9]{16}$/);
  return { status: answer.status, type: errors[0]?.type, code: errors[0]?.code, field: errors[0]?.field ?? undefined };
}

async function problem(answer: Response) {
  assert.equal(answer.status, 400);
  return ProblemBody.parse(await answer.json());
}

describe("Local Deck", () => {
  it("says what it is and what it can do", async () => {
    using app = await openApp();
    const { request_id, ...test } = await app.call(ServiceTest, "GET", "/v2/test");
    assert.deepEqual(test, { status: "ready", environment: "local", capabilities: ["review"] });
    assert.match(request_id ?? "", /^req_/);
  });

  it("creates, lists and returns agents, sources, credentials and tasks", async () => {
    using app = await openApp();
    const agent = await app.call(Agent, "POST", "/v2/agents", { name: "A" });
    const source = await app.call(Source, "POST", "/v2/sources", { type: "website", website: { url: "https://portal.test/" } });
    const credential = await app.call(Credential, "POST", "/v2/credentials", {
      source_id: source.id,
      auth_method: "username_password",
      auth_credentials: { username: "ada", password: "secret-word", source_fields: { company_id: "7" } },
      external_id: "user-1",
    });
    const task = await app.call(Task, "POST", "/v2/tasks", { name: "T", agent_id: agent.id });
    assert.deepEqual([agent.object, source.object, credential.object, task.object], ["agent", "source", "credential", "task"]);
    assert.deepEqual([credential.status, task.status], ["unverified", "learning"]);
    assert.deepEqual(credential.auth_credentials, { username: "ada", source_fields: { company_id: "7" } });
    for (const [path, id] of [
      ["agents", agent.id],
      ["sources", source.id],
      ["credentials", credential.id],
      ["tasks", task.id],
    ]) {
      assert.equal((await app.send("GET", `/v2/${path}/${id}`)).status, 200);
      assert.match(await (await app.send("GET", `/v2/${path}`)).text(), new RegExp(`"data":\\[\\{"id":"${id}"`));
    }
  });

  it("answers 201 to creations, but 200 for a source as documented", async () => {
    using app = await openApp();
    assert.equal((await app.send("POST", "/v2/agents", { name: "A" })).status, 201);
    assert.equal((await app.send("POST", "/v2/sources", { type: "website", website: { url: "https://a.test" } })).status, 200);
  });

  it("keeps no password", async () => {
    using app = await openApp();
    const source = await app.call(Source, "POST", "/v2/sources", { type: "website", website: { url: "https://portal.test/" } });
    await app.send("POST", "/v2/credentials", { source_id: source.id, auth_credentials: { username: "ada", password: "secret-word" } });
    assert.doesNotMatch(JSON.stringify([app.deck.store.credentials.select(""), app.deck.store.events.select("")]), /secret-word/);
  });
});

describe("A refused call", () => {
  const unknown: [title: string, method: string, path: string, code: string][] = [
    ["an agent", "GET", "/v2/agents/agt_none", "agent_not_found"],
    ["a source", "GET", "/v2/sources/src_none", "source_not_found"],
    ["a credential", "GET", "/v2/credentials/cred_none", "credential_not_found"],
    ["a task", "GET", "/v2/tasks/task_none", "task_not_found"],
    ["a task to run", "POST", "/v2/tasks/task_none/run", "task_not_found"],
    ["a run", "GET", "/v2/task-runs/trun_none", "task_run_not_found"],
    ["a run to cancel", "POST", "/v2/task-runs/trun_none/cancel", "task_run_not_found"],
    ["a run to approve", "POST", "/control/task-runs/trun_none/approve", "task_run_not_found"],
    ["an endpoint", "GET", "/v2/nothing", "endpoint_not_found"],
  ];
  for (const [title, method, path, code] of unknown) {
    it(`names ${title} that is not there`, async () => {
      using app = await openApp();
      const answer = await app.send(method, path, method === "POST" ? {} : undefined);
      assert.deepEqual(await refusal(answer), { status: 404, type: "request", code, field: undefined });
    });
  }

  const problems: [title: string, path: string, body: unknown, field: string][] = [
    ["malformed JSON", "/v2/agents", '{"name":', "$"],
    ["a body that is no object", "/v2/agents", "[]", "$"],
    ["a missing member", "/v2/agents", {}, "name"],
    ["no body at all", "/v2/tasks", undefined, "name"],
    ["a member of another type", "/v2/sources", { type: "website", website: { url: 7 } }, "website.url"],
  ];
  for (const [title, path, body, field] of problems) {
    it(`has the problem shape for ${title}`, async () => {
      using app = await openApp();
      const { status, errors } = await problem(await app.send("POST", path, body));
      assert.equal(status, 400);
      assert.ok(field in errors, JSON.stringify(errors));
    });
  }

  const values: [title: string, path: string, body: unknown, field: string, code: string][] = [
    ["an empty name", "/v2/agents", { name: "" }, "name", "input_missing"],
    ["an unknown type", "/v2/sources", { type: "ftp", website: { url: "https://a.test" } }, "type", "input_invalid"],
    ["no URL", "/v2/sources", { type: "website", website: { url: "portal" } }, "website.url", "input_invalid"],
  ];
  for (const [title, path, body, field, code] of values) {
    it(`has the error envelope for ${title}`, async () => {
      using app = await openApp();
      assert.deepEqual(await refusal(await app.send("POST", path, body)), { status: 422, type: "request", code, field });
    });
  }

  it("says so where a body is too large", async () => {
    using app = await openApp();
    const answer = await app.send("POST", "/v2/agents", JSON.stringify({ name: "x".repeat(16_000_000) }));
    assert.equal((await refusal(answer)).status, 413);
  });
});

describe("The input of a run", () => {
  const schema = {
    type: "object",
    required: ["account"],
    properties: { account: { type: "string", minLength: 1 }, on: { type: "string", format: "date" } },
  };
  const cases: [title: string, schema: unknown, input: unknown, expected: { field: string; code: string } | undefined][] = [
    ["matches its schema", schema, { account: "1", on: "2026-02-28" }, undefined],
    ["misses a member", schema, {}, { field: "account", code: "input_missing" }],
    ["has a member of another type", schema, { account: 1 }, { field: "account", code: "input_invalid" }],
    ["has no date", schema, { account: "1", on: "soon" }, { field: "on", code: "input_invalid" }],
    ["is no object", schema, "text", { field: "input", code: "input_invalid" }],
    [
      "matches a schema of draft 7",
      { $schema: "http://json-schema.org/draft-07/schema#", items: [{ type: "string" }] },
      ["a"],
      undefined,
    ],
    ["matches a schema with words of its own", { "x-ui": true, type: "object" }, {}, undefined],
  ];
  for (const [title, input_schema, input, expected] of cases) {
    it(`${expected ? "is refused when it" : "is accepted when it"} ${title}`, async () => {
      using app = await openApp();
      const task = await app.newTask(undefined, { input_schema });
      const answer = await app.send("POST", `/v2/tasks/${task}/run`, { input });
      assert.equal(answer.status, expected ? 422 : 201);
      if (expected) assert.deepEqual(await refusal(answer), { status: 422, type: "request", ...expected });
    });
  }

  it("starts nothing when it is refused", async () => {
    using app = await openApp();
    await app.send("POST", `/v2/tasks/${await app.newTask(undefined, { input_schema: schema })}/run`, { input: {} });
    assert.equal(app.deck.store.runs.count(), 0);
  });

  it("needs a schema that is one when the task is made", async () => {
    using app = await openApp();
    const { id } = await app.call(Agent, "POST", "/v2/agents", { name: "A" });
    const answer = await app.send("POST", "/v2/tasks", { name: "T", agent_id: id, input_schema: { type: "nonsense" } });
    assert.deepEqual(await refusal(answer), { status: 422, type: "request", code: "input_invalid", field: "input_schema" });
  });
});

describe("The guard", () => {
  const headers: [title: string, headers: Record<string, string>, code: string, status: number][] = [
    ["no key", { authorization: "" }, "api_key_invalid", 401],
    ["a wrong key", { authorization: "Bearer sk_local_wrong" }, "api_key_invalid", 401],
    ["a key that begins right", { authorization: "Bearer sk_local_" }, "api_key_invalid", 401],
    ["an origin", { origin: "http://127.0.0.1:4010" }, "origin_not_allowed", 403],
    ["the origin of a sandboxed page", { origin: "null" }, "origin_not_allowed", 403],
  ];
  for (const [title, sent, code, status] of headers) {
    for (const path of ["/v2/test", "/v2/nothing", "/control/task-runs/trun_none/approve"]) {
      it(`refuses ${title} at ${path}`, async () => {
        using app = await openApp();
        const answer = await app.send("GET", path, undefined, sent);
        assert.deepEqual(await refusal(answer), { status, type: "request", code, field: undefined });
      });
    }
  }

  const ask = (app: App, host: string) =>
    app.app.request(`http://${host}/v2/test`, { headers: { authorization: `Bearer ${app.deck.key}` } });
  for (const [host, status] of [
    ["127.0.0.1:4010", 200],
    ["localhost:4010", 200],
    ["[::1]:4010", 200],
    ["127.0.0.1:4011", 403],
    ["127.0.0.1", 403],
    ["deck.attacker.test:4010", 403],
    ["127.0.0.1.attacker.test:4010", 403],
  ] as const) {
    it(`answers ${status} to the host ${host}`, async () => {
      using app = await openApp();
      assert.equal((await ask(app, host)).status, status);
    });
  }
});

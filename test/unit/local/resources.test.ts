import assert from "node:assert/strict";
import * as z from "zod";
import { ErrorBody } from "../../../src/api/schemas/error.ts";
import { Deletion } from "../../../src/local/routes/deletion.ts";
import { Agent, Credential, Source, Task } from "../../../src/local/routes/replies.ts";
import type { ScenarioStep } from "../../../src/local/scenario.ts";
import { Token } from "../../../src/local/routes/token.ts";
import { openApp } from "./openApp.ts";

const DeletionAnswer = Deletion.extend({ request_id: z.string() });
type App = Awaited<ReturnType<typeof openApp>>;

const newAgent = (app: App) => app.call(Agent, "POST", "/v2/agents", { name: "A", description: "old" });
const newSource = (app: App) => app.call(Source, "POST", "/v2/sources", { type: "website", website: { url: "https://a.test" }, name: "S" });

async function newCredential(app: App) {
  const { id: source_id } = await newSource(app);
  const auth_credentials = { username: "ada", password: "word", source_fields: { company_id: "7" } };
  return app.call(Credential, "POST", "/v2/credentials", { source_id, auth_credentials, external_id: "user-1" });
}

async function answered(answer: Response) {
  return answer.status < 300 ? answer.status : `${answer.status} ${ErrorBody.parse(await answer.json()).errors[0]?.code}`;
}

const eventsOf = (app: App, resource: string): string =>
  app.deck.store.events
    .select("WHERE type LIKE ? ORDER BY seq", [`${resource}.%`])
    .map(event => event.type.replace(`${resource}.`, ""))
    .join(" ");

describe("An update", () => {
  it("changes what it names, at its own time, and tells of it", async () => {
    using app = await openApp();
    const { id, created_at } = await newAgent(app);
    app.clock.advance(1000);
    const agent = await app.call(Agent, "PATCH", `/v2/agents/${id}`, { name: "B" });
    assert.deepEqual([agent.name, agent.description, agent.created_at], ["B", "old", created_at]);
    assert.equal(Date.parse(agent.updated_at) - Date.parse(created_at), 1000);
    assert.equal((await app.call(Agent, "PATCH", `/v2/agents/${id}`, { description: null })).description, null);
    assert.deepEqual((await app.call(Agent, "GET", `/v2/agents/${id}`)).name, "B");
    assert.equal(eventsOf(app, "agent"), "created updated updated");
  });

  it("that changes nothing tells of nothing", async () => {
    using app = await openApp();
    const { id, updated_at } = await newAgent(app);
    app.clock.advance(1000);
    assert.equal((await app.call(Agent, "PATCH", `/v2/agents/${id}`, { name: "A" })).updated_at, updated_at);
    assert.equal(eventsOf(app, "agent"), "created");
  });

  it("of a source changes its address", async () => {
    using app = await openApp();
    const { id } = await newSource(app);
    const source = await app.call(Source, "PATCH", `/v2/sources/${id}`, { website: { url: "https://b.test" } });
    assert.deepEqual([source.website.url, source.name], ["https://b.test", "S"]);
    assert.equal(eventsOf(app, "source"), "created updated");
  });

  it("of a task changes its settings, each by itself", async () => {
    using app = await openApp();
    const id = await app.newTask([], { prompt: "Do it", settings: { timeout_seconds: 60 }, storage: { enabled: true } });
    const update = (body: object) => app.call(Task, "PATCH", `/v2/tasks/${id}`, body);
    assert.equal((await update({ settings: {} })).settings.timeout_seconds, 60);
    assert.equal((await update({ settings: { timeout_seconds: 90 } })).settings.timeout_seconds, 90);
    assert.equal((await update({ settings: null })).settings.timeout_seconds, null);
    const extracting = await update({ extraction: true });
    assert.deepEqual([extracting.storage, extracting.extraction, extracting.prompt], [{ enabled: true, extraction: true }, true, "Do it"]);
    assert.equal((await update({ prompt: null, storage: null })).storage, null);
  });

  const refused: [title: string, body: object, expected: string][] = [
    ["an agent that is not there", { agent_id: "agt_none" }, "404 agent_not_found"],
    ["a schema that is none", { input_schema: { type: "nonsense" } }, "422 input_invalid"],
    ["an extraction schema that is none", { storage: { extraction_schema: { type: "nonsense" } } }, "422 input_invalid"],
    ["an empty name", { name: "" }, "422 input_missing"],
    ["a time above the cap", { settings: { timeout_seconds: 604_801 } }, "422 input_invalid"],
  ];
  for (const [title, body, expected] of refused) {
    it(`of a task refuses ${title}`, async () => {
      using app = await openApp();
      assert.equal(await answered(await app.send("PATCH", `/v2/tasks/${await app.newTask()}`, body)), expected);
    });
  }

  for (const path of ["agents/agt_none", "sources/src_none", "credentials/cred_none", "tasks/task_none"]) {
    for (const method of ["PATCH", "DELETE"]) {
      it(`is 404 for ${method} ${path}`, async () => {
        using app = await openApp();
        const expected = `404 ${path.split("/", 1)[0]?.slice(0, -1)}_not_found`;
        assert.equal(await answered(await app.send(method, `/v2/${path}`, method === "PATCH" ? {} : undefined)), expected);
      });
    }
  }
});

describe("A reset", () => {
  it("sets a task back to learning", async () => {
    using app = await openApp();
    const id = await app.newTask();
    app.deck.store.tasks.update(id, { status: "live" });
    assert.equal((await app.call(Task, "POST", `/v2/tasks/${id}/reset`)).status, "learning");
    assert.equal(eventsOf(app, "task"), "created reset");
  });
});

describe("A deletion", () => {
  it("says so, and leaves nothing to find", async () => {
    using app = await openApp();
    for (const [object, id] of [
      ["agent", (await newAgent(app)).id],
      ["source", (await newSource(app)).id],
      ["task", await app.newTask()],
    ] as const) {
      const { request_id, ...body } = await app.call(DeletionAnswer, "DELETE", `/v2/${object}s/${id}`);
      assert.deepEqual(body, { id, object, deleted: true });
      assert.match(request_id, /^req_/);
      assert.equal(await answered(await app.send("GET", `/v2/${object}s/${id}`)), `404 ${object}_not_found`);
      assert.match(eventsOf(app, object), /deleted$/);
    }
  });

  it("of an agent with tasks is refused until they are gone", async () => {
    using app = await openApp();
    const task = await app.newTask();
    const { agent_id } = await app.call(Task, "GET", `/v2/tasks/${task}`);
    assert.equal(await answered(await app.send("DELETE", `/v2/agents/${agent_id}`)), "409 agent_in_use");
    await app.send("DELETE", `/v2/tasks/${task}`);
    assert.equal(await answered(await app.send("DELETE", `/v2/agents/${agent_id}`)), 200);
  });

  it("of a task is refused while it has runs that go on; those that are over stay", async () => {
    using app = await openApp();
    const task = await app.newTask([{ step: "wait", ms: 5000 }]);
    const { id } = await app.runTask(task);
    await app.clock.play(1000);
    assert.equal(await answered(await app.send("DELETE", `/v2/tasks/${task}`)), "409 task_in_use");
    await app.clock.play(5000);
    assert.equal(await answered(await app.send("DELETE", `/v2/tasks/${task}`)), 200);
    assert.equal((await app.run(id)).task_id, task);
  });

  it("of a source is refused while it has a credential or a run that goes on", async () => {
    using app = await openApp();
    const credential = await newCredential(app);
    const remove = async () => answered(await app.send("DELETE", `/v2/sources/${credential.source_id}`));
    assert.equal(await remove(), "409 source_in_use");
    const { id } = await app.runTask(await app.newTask([{ step: "hang" }]), { source_id: credential.source_id });
    await app.send("DELETE", `/v2/credentials/${credential.id}`);
    assert.equal(await remove(), "409 source_in_use");
    await app.send("POST", `/v2/task-runs/${id}/cancel`);
    assert.equal(await remove(), 200);
  });
});

describe("A credential", () => {
  const read = (app: App, id: string) => app.call(Credential, "GET", `/v2/credentials/${id}`);
  const play = async (app: App, credential_id: string, steps: readonly ScenarioStep[]) => {
    await app.runTask(await app.newTask(steps), { credential_id });
    await app.clock.play(1000);
    return (await read(app, credential_id)).status;
  };
  const completes: ScenarioStep[] = [{ step: "complete" }];
  const refusesLogin: ScenarioStep[] = [{ step: "fail", type: "auth", code: "auth_invalid", message: "Refused." }];
  const failsLater: ScenarioStep[] = [{ step: "fail", type: "source", code: "source_error", message: "Down." }];

  it("is verified by the first run that is let in, and invalid when one is refused", async () => {
    using app = await openApp();
    const { id } = await newCredential(app);
    assert.equal(await play(app, id, failsLater), "unverified");
    assert.equal(await play(app, id, completes), "verified");
    assert.equal(await play(app, id, completes), "verified");
    assert.equal(await play(app, id, refusesLogin), "invalid");
    assert.equal(eventsOf(app, "credential"), "created verified invalid");
  });

  it("is unverified again when its login changes, and not when its external id does", async () => {
    using app = await openApp();
    const { id } = await newCredential(app);
    await play(app, id, completes);
    const update = (body: object) => app.call(Credential, "PATCH", `/v2/credentials/${id}`, body);
    const renamed = await update({ external_id: null });
    assert.deepEqual([renamed.status, renamed.external_id], ["verified", null]);
    const changed = await update({ auth_credentials: { password: "other" } });
    assert.deepEqual([changed.status, changed.auth_credentials], ["unverified", { username: "ada", source_fields: { company_id: "7" } }]);
    assert.equal(eventsOf(app, "credential"), "created verified unverified");
  });

  it("stays readable when it is deleted, with its runs, and is good for nothing more", async () => {
    using app = await openApp();
    const { id } = await newCredential(app);
    const task = await app.newTask(completes);
    const run = await app.runTask(task, { credential_id: id });
    await app.clock.play(1000);
    assert.equal(await answered(await app.send("DELETE", `/v2/credentials/${id}`)), 200);
    assert.equal((await read(app, id)).status, "deleted");
    assert.equal((await app.run(run.id)).credential_id, id);
    for (const call of [
      app.send("POST", `/v2/tasks/${task}/run`, { credential_id: id }),
      app.send("POST", `/v2/tasks/${task}/run`, { session_id: run.session_id }),
      app.send("PATCH", `/v2/credentials/${id}`, { external_id: "x" }),
      app.send("DELETE", `/v2/credentials/${id}`),
    ]) {
      assert.equal(await answered(await call), "409 credential_deleted");
    }
    assert.equal(app.deck.store.credentials.get(id)?.secret, null);
    assert.equal(eventsOf(app, "credential"), "created verified deleted");
  });
});

describe("A component token", () => {
  it("is good for 30 minutes", async () => {
    using app = await openApp();
    const { id, object, token, expires_at, created_at } = await app.call(Token, "POST", "/v2/token");
    assert.equal(object, "token");
    assert.match(`${id} ${token}`, /^tok_\w{16} tk_\w{16}$/);
    assert.equal(Date.parse(expires_at) - Date.parse(created_at), 30 * 60_000);
  });
});

describe("What older clients send", () => {
  it("is understood: inputs for input", async () => {
    using app = await openApp();
    const ask: ScenarioStep = { step: "ask", type: "mfa", message: "Code?", fields: [{ name: "code" }] };
    const task = await app.newTask([ask, { step: "complete", output: "{{answers.code}} {{input.name}}" }]);
    const { id } = await app.runTask(task, { inputs: { name: "Ada" }, request_id: "mine" });
    await app.clock.play(1000);
    assert.equal((await app.send("POST", `/v2/task-runs/${id}/interaction`, { inputs: { code: "1" } })).status, 200);
    await app.clock.play(0);
    assert.equal((await app.run(id)).output, "1 Ada");
  });

  it("is understood: an id of their own for a task, once", async () => {
    using app = await openApp();
    const { id: agent_id } = await newAgent(app);
    const create = () => app.send("POST", "/v2/tasks", { id: "my-task", name: "T", agent_id });
    assert.equal(Task.parse(await (await create()).json()).id, "my-task");
    assert.equal(await answered(await create()), "409 task_already_exists");
  });

  it("is understood: deduplication without a schema", async () => {
    using app = await openApp();
    const storage = { enabled: true, deduplication: true };
    const task = await app.newTask([], { storage });
    assert.deepEqual((await app.call(Task, "GET", `/v2/tasks/${task}`)).storage, storage);
  });
});

import assert from "node:assert/strict";
import { ErrorBody } from "../../../src/api/schemas/error.ts";
import { Agent } from "../../../src/api/schemas/resources.ts";
import { Run } from "../../../src/api/schemas/run.ts";
import { FakeClock } from "../../support/fakeClock.ts";
import { openApp, temporaryFolder } from "./openApp.ts";

type App = Awaited<ReturnType<typeof openApp>>;
const hour = 3_600_000;

const keyed = (app: App, call: `${"POST" | "PATCH" | "DELETE"} /v2/${string}`, body?: unknown, key = "key-1") => {
  const [method = "", path = ""] = call.split(" ");
  return app.send(method, path, body, { "idempotency-key": key });
};
const newAgent = (app: App, body: unknown, key?: string) => keyed(app, "POST /v2/agents", body, key);
const count = (app: App) => app.deck.store.agents.count();

async function refusal(answer: Response) {
  const [error] = ErrorBody.parse(await answer.json()).errors;
  return [answer.status, error?.type, error?.code];
}

describe("An idempotency key", () => {
  it("gives the first answer again, to the letter, and carries nothing out", async () => {
    using app = await openApp();
    const first = await newAgent(app, { name: "A" });
    const again = await newAgent(app, { name: "A" });
    assert.deepEqual([again.status, await again.text()], [first.status, await first.text()]);
    assert.equal(again.headers.get("content-type"), "application/json");
    assert.equal(count(app), 1);
  });

  it("does not mind the order of members", async () => {
    using app = await openApp();
    await newAgent(app, { name: "A", description: "x" });
    assert.equal((await newAgent(app, { description: "x", name: "A" })).status, 201);
    assert.equal(count(app), 1);
  });

  const others: [title: string, call: (app: App) => Promise<Response>][] = [
    ["another body", app => newAgent(app, { name: "B" })],
    ["another path", app => keyed(app, "POST /v2/tasks", { name: "A" })],
    ["values that only look alike", app => newAgent(app, { name: "A", description: ["1", "2"] })],
  ];
  for (const [title, call] of others) {
    it(`is refused with ${title}`, async () => {
      using app = await openApp();
      await newAgent(app, { name: "A" });
      assert.deepEqual(await refusal(await call(app)), [409, "idempotency", "idempotency_error"]);
    });
  }

  it("knows a large body by its bytes", async () => {
    using app = await openApp();
    const large = (letter: string) => ({ name: "A", description: letter.repeat(2_000_000) });
    await newAgent(app, large("a"));
    assert.equal((await newAgent(app, large("a"))).status, 201);
    assert.equal((await newAgent(app, large("b"))).status, 409);
    assert.equal(count(app), 1);
  });

  it("may have 256 characters and no more", async () => {
    using app = await openApp();
    assert.equal((await newAgent(app, { name: "A" }, "k".repeat(256))).status, 201);
    assert.deepEqual(await refusal(await newAgent(app, { name: "A" }, "k".repeat(257))), [400, "idempotency", "idempotency_key_error"]);
  });

  it("is free again after an error", async () => {
    using app = await openApp();
    assert.equal((await newAgent(app, { name: "" })).status, 422);
    assert.equal((await newAgent(app, { name: "A" })).status, 201);
  });

  it("is good for 24 hours", async () => {
    using app = await openApp();
    await newAgent(app, { name: "A" });
    app.clock.advance(24 * hour - 1);
    await newAgent(app, { name: "A" });
    assert.equal(count(app), 1);
    app.clock.advance(1);
    assert.equal((await newAgent(app, { name: "B" })).status, 201);
    assert.equal(count(app), 2);
    assert.equal(app.deck.store.keptAnswers.count(), 1);
  });

  it("lets one of two equal calls at the same time act", async () => {
    using app = await openApp();
    const task = await app.newTask([], { input_schema: { type: "object" } });
    const run = () => keyed(app, `POST /v2/tasks/${task}/run`, { input: {} });
    const answers = await Promise.all([run(), run(), run()]);
    assert.deepEqual(answers.map(answer => answer.status), [201, 201, 201]);
    assert.equal(new Set(await Promise.all(answers.map(answer => answer.text()))).size, 1);
    assert.equal(app.deck.store.runs.count(), 1);
  });

  it("gives the first answer of a cancellation, although the run has gone on since", async () => {
    using app = await openApp();
    const { id } = await app.runTask(await app.newTask([{ step: "hang" }]));
    await app.clock.play(1000);
    const cancel = async () => Run.parse(await (await keyed(app, `POST /v2/task-runs/${id}/cancel`)).json()).status;
    assert.equal(await cancel(), "canceling");
    await app.clock.play(0);
    assert.equal((await app.run(id)).status, "canceled");
    assert.equal(await cancel(), "canceling");
  });

  it("works for changes and deletions too", async () => {
    using app = await openApp();
    const { id } = await app.call(Agent, "POST", "/v2/agents", { name: "A" });
    for (const [method, body] of [["PATCH", { name: "B" }], ["DELETE", undefined]] as const) {
      const call = () => keyed(app, `${method} /v2/agents/${id}`, body, method);
      assert.deepEqual([(await call()).status, (await call()).status], [200, 200]);
    }
    assert.equal((await keyed(app, `DELETE /v2/agents/${id}`, undefined, "another")).status, 404);
  });

  it("is remembered over a restart", async () => {
    using folder = temporaryFolder();
    const clock = new FakeClock();
    const first = await openApp({ data: folder.path, clock });
    const answer = await (await newAgent(first, { name: "A" })).text();
    first.close();
    using app = await openApp({ data: folder.path, clock });
    assert.equal(await (await newAgent(app, { name: "A" })).text(), answer);
    assert.equal(count(app), 1);
  });

  it("keeps nothing in clear", async () => {
    using app = await openApp();
    await newAgent(app, { name: "word-of-the-answer" });
    assert.doesNotMatch(JSON.stringify(app.deck.store.keptAnswers.select("")), /word-of-the-answer/);
  });

  it("takes a body that is nested as deeply as bodies may be", async () => {
    using app = await openApp();
    const deep = (depth: number): string => `{"name":"A","description":null,"more":${"[".repeat(depth)}${"]".repeat(depth)}}`;
    const answer = await (await newAgent(app, deep(500))).text();
    assert.equal(await (await newAgent(app, deep(500))).text(), answer);
    assert.equal((await newAgent(app, deep(20_000))).status, 422);
  });
});

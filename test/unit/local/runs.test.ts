import assert from "node:assert/strict";
import { Run } from "../../../src/api/schemas/run.ts";
import { ErrorBody } from "../../../src/api/schemas/error.ts";
import type { ScenarioStep } from "../../../src/local/scenario.ts";
import { openApp } from "./openApp.ts";

type App = Awaited<ReturnType<typeof openApp>>;
const minute = 60_000;
const hour = 60 * minute;

const askCode: ScenarioStep = {
  step: "ask",
  type: "mfa",
  message: "The code?",
  fields: [{ name: "code", type: "string", label: "Code" }],
  accept: { code: ["123456"] },
  retry_message: "Wrong. The code?",
  limit_ms: minute,
};

/** A run of these steps, begun. */
async function start(app: App, steps: readonly ScenarioStep[], options: { task?: object; scenario?: object; run?: object } = {}) {
  const task = await app.newTask(steps, options.task, options.scenario);
  const { id } = await app.runTask(task, options.run ?? {});
  await app.clock.play(1000);
  return id;
}

function post(app: App, id: string, action: string, body?: unknown) {
  const prefix = action === "approve" || action === "reject" ? "/control" : "/v2";
  return app.send("POST", `${prefix}/task-runs/${id}/${action}`, body);
}

describe("A run", () => {
  it("is queued, runs, and completes with its output, screenshots and files", async () => {
    using app = await openApp();
    const task = await app.newTask([
      { step: "wait", ms: 5000 },
      { step: "screenshot", svg: "<svg>{{input.name}}</svg>", reasoning: "I see {{input.name}}" },
      { step: "store", name: "{{input.name}}.csv", text: "a,b\n", extraction: { of: "{{input.name}}" } },
      { step: "complete", output: { name: "{{input.name}}", all: "{{input}}", text: "Hi {{input.name}}" } },
    ]);
    const queued = await app.runTask(task, { input: { name: "A&B" } });
    assert.equal(queued.status, "queued");
    await app.clock.play(1000);
    assert.equal((await app.run(queued.id)).status, "running");
    await app.clock.play(5000);

    const run = await app.run(queued.id);
    assert.deepEqual([run.status, run.result, run.runtime_ms], ["completed", "success", 5000]);
    assert.deepEqual(run.output, { name: "A&B", all: { name: "A&B" }, text: "Hi A&B" });
    assert.deepEqual(run.artifacts?.screenshots?.map(shot => shot.reasoning), ["I see A&B"]);
    const [file] = run.storage ?? [];
    assert.deepEqual([file?.file_name, file?.file_type, file?.file_size, file?.purpose], ["A&B.csv", "text/csv", 4, "output"]);
    assert.deepEqual(file?.extraction, { of: "A&B" });
  });

  it("writes a value into a drawing as text, never as markup", async () => {
    using app = await openApp();
    const id = await start(app, [{ step: "screenshot", svg: "<svg>{{input.name}}</svg>" }], { run: { input: { name: "<script/>" } } });
    const url = (await app.run(id)).artifacts?.screenshots?.[0]?.url;
    const drawing = await (await app.app.request(String(url))).text();
    assert.equal(drawing, "<svg>&#60;script/&#62;</svg>");
  });

  it("fails with the error of its scenario", async () => {
    using app = await openApp();
    const id = await start(app, [{ step: "fail", type: "auth", code: "auth_invalid", message: "Refused.", field: "password" }]);
    const run = await app.run(id);
    assert.deepEqual([run.status, run.result], ["failed", "failure"]);
    assert.deepEqual(run.errors, [{ type: "auth", code: "auth_invalid", message: "Refused.", field: "password" }]);
  });

  it("fails when its agent fails", async () => {
    using app = await openApp();
    const id = await start(app, [{ step: "screenshot", file: "not-there.png" }]);
    assert.equal((await app.run(id)).errors?.[0]?.code, "agent_failed");
  });

  it("fails with the documented sentence when the task's time is over, waiting for people included", async () => {
    using app = await openApp();
    const id = await start(app, [{ ...askCode, limit_ms: hour }], { task: { settings: { timeout_seconds: 120 } } });
    assert.equal((await app.run(id)).status, "interaction_required");
    await app.clock.play(2 * minute);
    const run = await app.run(id);
    assert.deepEqual(run.errors, [{ type: "task", code: "timeout", message: "Task execution exceeded the timeout of 2 minutes." }]);
    assert.equal(run.interaction, null);
  });

  it("has 30 minutes where its task does not say", async () => {
    using app = await openApp();
    const id = await start(app, [{ step: "hang", ignores_cancel: true }]);
    await app.clock.play(29 * minute);
    assert.equal((await app.run(id)).status, "running");
    await app.clock.play(minute);
    assert.equal((await app.run(id)).errors?.[0]?.message, "Task execution exceeded the timeout of 30 minutes.");
  });

  it("waits while another one goes on in its session, and not for other sessions", async () => {
    using app = await openApp();
    const task = await app.newTask([{ step: "wait", ms: minute }]);
    const first = await app.runTask(task);
    const second = await app.runTask(task, { session_id: first.session_id });
    const third = await app.runTask(task);
    await app.clock.play(1000);
    const statuses = () => Promise.all([first, second, third].map(async run => (await app.run(run.id)).status));
    assert.deepEqual(await statuses(), ["running", "queued", "running"]);
    await app.clock.play(minute);
    assert.deepEqual(await statuses(), ["completed", "running", "completed"]);
  });

  it("starts in the order of asking when there are too many at once", async () => {
    using app = await openApp({ limits: { maxActive: 1 } });
    const task = await app.newTask([{ step: "wait", ms: minute }]);
    const ids = [await app.runTask(task), await app.runTask(task)].map(run => run.id);
    await app.clock.play(1000);
    assert.deepEqual(await Promise.all(ids.map(async id => (await app.run(id)).status)), ["running", "queued"]);
  });
});

describe("A question", () => {
  it("pauses the run, is asked again after a wrong answer, and lets it go on after the right one", async () => {
    using app = await openApp();
    const id = await start(app, [askCode, { step: "complete", output: "{{answers.code}}" }]);
    const paused = await app.run(id);
    assert.equal(paused.status, "interaction_required");
    assert.deepEqual(paused.interaction, {
      type: "mfa",
      message: "The code?",
      fields: [{ name: "code", type: "string", label: "Code" }],
    });

    const answered = Run.parse(await (await post(app, id, "interaction", { input: { code: "000000" } })).json());
    assert.deepEqual([answered.status, answered.interaction], ["running", null]);
    await app.clock.play(0);
    assert.equal((await app.run(id)).interaction?.message, "Wrong. The code?");

    await post(app, id, "interaction", { input: { code: "123456" } });
    await app.clock.play(0);
    const run = await app.run(id);
    assert.deepEqual([run.status, run.output], ["completed", "123456"]);
  });

  it("fails the run when nobody answers in time", async () => {
    using app = await openApp();
    const id = await start(app, [askCode]);
    await app.clock.play(minute);
    const run = await app.run(id);
    assert.deepEqual([run.status, run.errors?.[0]?.type, run.errors?.[0]?.code], ["failed", "interaction", "interaction_timeout"]);
  });

  it("wants every field, and a run that asks", async () => {
    using app = await openApp();
    const id = await start(app, [askCode]);
    const empty = await post(app, id, "interaction", { input: { code: "" } });
    assert.equal(empty.status, 422);
    assert.equal(ErrorBody.parse(await empty.json()).errors[0]?.field, "code");
    assert.equal((await post(app, id, "interaction", { code: "1" })).status, 400);
    await app.clock.play(minute);
    const late = await post(app, id, "interaction", { input: { code: "123456" } });
    assert.equal(late.status, 409);
    assert.equal(ErrorBody.parse(await late.json()).errors[0]?.code, "task_run_failed");
  });
});

describe("Canceling", () => {
  it("stops a queued run at once", async () => {
    using app = await openApp();
    const { id } = await app.runTask(await app.newTask([{ step: "wait", ms: 1 }]));
    const canceled = Run.parse(await (await post(app, id, "cancel")).json());
    assert.deepEqual([canceled.status, canceled.result, canceled.runtime_ms], ["canceled", "unknown", null]);
    await app.clock.play(minute);
    assert.equal((await app.run(id)).status, "canceled");
  });

  it("waits until the agent of a running one has stopped", async () => {
    using app = await openApp();
    const id = await start(app, [{ step: "wait", ms: hour }], { scenario: { stop_ms: 40 * minute } });
    const canceling = Run.parse(await (await post(app, id, "cancel")).json());
    assert.equal(canceling.status, "canceling");
    await app.clock.play(39 * minute);
    assert.equal((await app.run(id)).status, "canceling");
    await app.clock.play(minute);
    assert.equal((await app.run(id)).status, "canceled");
  });

  it("cuts off an agent that does not stop", async () => {
    using app = await openApp({ limits: { graceMs: 20_000 } });
    const id = await start(app, [{ step: "hang", ignores_cancel: true }]);
    await post(app, id, "cancel");
    await app.clock.play(19_999);
    assert.equal((await app.run(id)).status, "canceling");
    await app.clock.play(1);
    assert.equal((await app.run(id)).status, "canceled");
  });

  it("is refused, with the state as its code, for runs that are paused, canceling or over", async () => {
    using app = await openApp();
    const asking = await start(app, [askCode]);
    const reviewed = await start(app, [{ step: "review" }]);
    const done = await start(app, [{ step: "complete" }]);
    const stopping = await start(app, [{ step: "wait", ms: hour }], { scenario: { stop_ms: hour } });
    await post(app, stopping, "cancel");
    for (const [id, code] of [
      [asking, "task_run_interaction_required"],
      [reviewed, "task_run_review_required"],
      [done, "task_run_completed"],
      [stopping, "task_run_canceling"],
    ] as const) {
      const refused = await post(app, id, "cancel");
      assert.equal(refused.status, 409);
      assert.equal(ErrorBody.parse(await refused.json()).errors[0]?.code, code);
    }
  });
});

describe("A review", () => {
  it("lets the run go on when it is approved", async () => {
    using app = await openApp();
    const id = await start(app, [{ step: "review" }, { step: "wait", ms: 5000 }, { step: "complete", output: 1 }]);
    assert.equal((await app.run(id)).status, "review_required");
    const approved = Run.parse(await (await post(app, id, "approve")).json());
    assert.equal(approved.status, "running");
    await app.clock.play(5000);
    assert.equal((await app.run(id)).status, "completed");
  });

  it("shows what is to be reviewed, until the run brings something else", async () => {
    using app = await openApp();
    const id = await start(app, [{ step: "review", output: { amount: 1 } }, { step: "complete", output: { amount: 2 } }]);
    assert.deepEqual((await app.run(id)).output, { amount: 1 });
    await post(app, id, "approve", {});
    await app.clock.play(0);
    assert.deepEqual((await app.run(id)).output, { amount: 2 });
  });

  it("before completing completes the run without letting it run again", async () => {
    using app = await openApp();
    const id = await start(app, [{ step: "review", moment: "before_completing" }, { step: "complete", output: 1 }]);
    await post(app, id, "approve", {});
    await app.clock.play(0);
    assert.equal((await app.run(id)).status, "completed");
    const types = app.deck.store.events.select("WHERE type LIKE 'task_run.%' ORDER BY seq").map(event => event.type);
    assert.deepEqual(types, ["task_run.queued", "task_run.running", "task_run.review_required", "task_run.completed"]);
  });

  it("fails the run with the note when it is rejected", async () => {
    using app = await openApp();
    const id = await start(app, [{ step: "review" }, { step: "complete" }]);
    await post(app, id, "reject", { note: "Wrong account." });
    await app.clock.play(0);
    const [error] = (await app.run(id)).errors ?? [];
    assert.deepEqual(error, { type: "task", code: "review_rejected", message: "The review rejected the run: Wrong account." });
    assert.equal((await post(app, id, "approve")).status, 409);
  });
});

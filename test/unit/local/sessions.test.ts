import assert from "node:assert/strict";
import { ErrorBody } from "../../../src/api/schemas/error.ts";
import { pageOf } from "../../../src/api/schemas/wire.ts";
import type { DeckOptions } from "../../../src/local/openDeck.ts";
import { Session } from "../../../src/local/routes/replies.ts";
import type { ScenarioStep } from "../../../src/local/scenario.ts";
import { FakeClock } from "../../support/fakeClock.ts";
import { openApp, temporaryFolder } from "./openApp.ts";

type App = Awaited<ReturnType<typeof openApp>>;
const minute = 60_000;
const hang: ScenarioStep[] = [{ step: "hang" }];
const short: ScenarioStep[] = [{ step: "wait", ms: 5000 }];

const session = (app: App, id: string | null | undefined) => app.call(Session, "GET", `/v2/sessions/${id}`);
const end = (app: App, id: string | null | undefined) => app.send("POST", `/v2/sessions/${id}/end`);

/** A run of these steps, begun. */
async function started(app: App, steps: readonly ScenarioStep[], place: object = {}) {
  const run = await app.runTask(await app.newTask(steps), place);
  await app.clock.play(1000);
  return { run: run.id, session: run.session_id ?? "" };
}

function eventsOf(app: App, id: string): string {
  const rows = app.deck.store.events.select("WHERE type LIKE 'session.%' ORDER BY seq");
  return rows.flatMap(({ type, data }) => (data["id"] === id ? [type.replace("session.", "")] : [])).join(" ");
}

async function statusesOf(app: App, ids: readonly string[]): Promise<string> {
  return (await Promise.all(ids.map(async id => (await app.run(id)).status))).join(" ");
}

describe("A session", () => {
  it("is queued, running while a run goes on, idle after it, and over after ten minutes without one", async () => {
    using app = await openApp();
    const { id, session_id } = await app.runTask(await app.newTask(short));
    const first = await session(app, session_id);
    assert.deepEqual([first.status, first.runtime_ms, first.task_runs.map(run => run.id)], ["queued", null, [id]]);
    await app.clock.play(1000);
    assert.equal((await session(app, session_id)).status, "running");
    await app.clock.play(5000);
    assert.equal((await session(app, session_id)).status, "idle");
    await app.clock.play(10 * minute - 1000);
    assert.equal((await session(app, session_id)).status, "idle");
    await app.clock.play(1000);
    const last = await session(app, session_id);
    assert.deepEqual([last.status, last.runtime_ms], ["completed", 5000 + 10 * minute + 300]);
    assert.equal(eventsOf(app, first.id), "queued running idle completing completed");
  });

  it("carries out further runs with its source and credential, and counts ten minutes anew", async () => {
    using app = await openApp();
    const one = await started(app, short);
    await app.clock.play(9 * minute);
    const two = await started(app, short, { session_id: one.session });
    await app.clock.play(9 * minute);
    const { status, task_runs } = await session(app, one.session);
    assert.deepEqual([status, task_runs.map(run => run.id)], ["idle", [one.run, two.run]]);
    assert.equal(eventsOf(app, one.session), "queued running idle running idle");
  });

  it("stays running between two runs of which the second waits for the first", async () => {
    using app = await openApp();
    const one = await started(app, short);
    await started(app, short, { session_id: one.session });
    await app.clock.play(minute);
    assert.equal(eventsOf(app, one.session), "queued running idle");
  });

  it("is over when its only run is canceled before it was there", async () => {
    using app = await openApp();
    const { id, session_id } = await app.runTask(await app.newTask(short));
    await app.send("POST", `/v2/task-runs/${id}/cancel`);
    assert.equal((await session(app, session_id)).status, "completed");
  });

  it("fails, and so does what waits in it, when it could not be established", async () => {
    using app = await openApp();
    const one = await started(app, [{ step: "wait", ms: 5000 }, { step: "fail", type: "session", code: "timeout", message: "No session." }]);
    const two = await started(app, short, { session_id: one.session });
    await app.clock.play(minute);
    assert.equal((await session(app, one.session)).status, "failed");
    assert.equal((await app.run(two.run)).errors?.[0]?.code, "session_failed");
  });
});

describe("Ending a session", () => {
  it("cancels its runs: the one that goes on, the one that waits", async () => {
    using app = await openApp();
    const one = await started(app, hang);
    const two = await started(app, short, { session_id: one.session });
    const answer = Session.parse(await (await end(app, one.session)).json());
    assert.equal(answer.status, "completing");
    await app.clock.play(1000);
    assert.equal(await statusesOf(app, [one.run, two.run]), "canceled canceled");
    assert.equal((await session(app, one.session)).status, "completed");
  });

  for (const step of [
    { step: "ask", type: "mfa", message: "Code?", fields: [{ name: "code" }] },
    { step: "review" },
  ] satisfies ScenarioStep[]) {
    it(`cancels a run that is paused at ${step.step}, too`, async () => {
      using app = await openApp();
      const { run, session: id } = await started(app, [step]);
      await end(app, id);
      await app.clock.play(1000);
      const { status, interaction } = await app.run(run);
      assert.deepEqual([status, interaction], ["canceled", null]);
    });
  }

  it("waits for an agent that does not stop, and is completed with it", async () => {
    using app = await openApp();
    const { session: id } = await started(app, [{ step: "hang", ignores_cancel: true }]);
    await end(app, id);
    await app.clock.play(20_000);
    assert.equal((await session(app, id)).status, "completing");
    await app.clock.play(20_000);
    assert.equal((await session(app, id)).status, "completed");
  });

  it("is refused a second time, and so is another run in it", async () => {
    using app = await openApp();
    const { session: id } = await started(app, short);
    await end(app, id);
    const code = async (answer: Response) => [answer.status, ErrorBody.parse(await answer.json()).errors[0]?.code];
    assert.deepEqual(await code(await end(app, id)), [409, "session_completing"]);
    await app.clock.play(1000);
    const task = await app.newTask(short);
    assert.deepEqual(await code(await app.send("POST", `/v2/tasks/${task}/run`, { session_id: id })), [409, "session_completed"]);
    assert.deepEqual(await code(await end(app, "sess_none")), [404, "session_not_found"]);
  });

  it("goes on after a restart", async () => {
    using folder = temporaryFolder();
    const clock = new FakeClock();
    const first = await openApp({ data: folder.path, clock });
    const ended = await started(first, hang);
    const idle = await started(first, short);
    await clock.play(10_000);
    await end(first, ended.session);
    first.close();
    using app = await openApp({ data: folder.path, clock });
    await clock.play(1000);
    assert.deepEqual([(await session(app, ended.session)).status, (await app.run(ended.run)).status], ["completed", "canceled"]);
    assert.equal((await session(app, idle.session)).status, "idle");
    await clock.play(10 * minute);
    assert.equal((await session(app, idle.session)).status, "completed");
  });
});

describe("The list of sessions", () => {
  it("is newest first and can be narrowed by status", async () => {
    using app = await openApp();
    const busy = await started(app, hang);
    const idle = await started(app, [{ step: "complete" }]);
    const ids = async (query: string) =>
      (await app.call(pageOf(Session), "GET", `/v2/sessions?${query}`)).data.map(({ id }) => (id === busy.session ? "busy" : id === idle.session ? "idle" : id));
    assert.deepEqual(await ids(""), ["idle", "busy"]);
    assert.deepEqual(await ids("status=running"), ["busy"]);
    assert.deepEqual(await ids("status=idle&status=running"), ["idle", "busy"]);
    assert.deepEqual(await ids("status=failed"), []);
  });
});

describe("The session limit", () => {
  const limited = (sessionOverflow: DeckOptions["sessionOverflow"]) =>
    openApp({ limits: { maxSessions: 2 }, ...(sessionOverflow && { sessionOverflow }) });
  const submit = async (app: App, task: string, body: object = {}) => app.send("POST", `/v2/tasks/${task}/run`, body);

  it("refuses a run that needs one session too many, until another is over", async () => {
    using app = await limited(undefined);
    const task = await app.newTask(short);
    const { session_id } = await app.runTask(task);
    await app.runTask(task);
    const refused = await submit(app, task);
    assert.equal(refused.status, 429);
    assert.deepEqual(ErrorBody.parse(await refused.json()).errors, [
      { type: "rate_limit", code: "session_limit_exceeded", message: "Agent sandbox limit exceeded." },
    ]);
    await app.clock.play(10_000);
    assert.equal((await submit(app, task)).status, 429, "idle sessions count");
    assert.equal((await submit(app, task, { session_id })).status, 201, "a run in one of them needs none");
    await end(app, session_id);
    await app.clock.play(1000);
    assert.equal((await submit(app, task)).status, 201);
  });

  it("lets runs wait where it is told to, and ends idle sessions for them", async () => {
    using app = await limited("queue");
    const task = await app.newTask([{ step: "wait", ms: minute }]);
    const runs: string[] = [];
    for (let count = 0; count < 5; count += 1) runs.push((await app.runTask(task)).id);
    await app.clock.play(2000);
    assert.equal(await statusesOf(app, runs), "running running queued queued queued");
    await app.clock.play(minute);
    assert.equal(await statusesOf(app, runs), "completed completed running running queued");
    await app.clock.play(2 * minute);
    assert.equal(await statusesOf(app, runs), "completed completed completed completed completed");
  });

  it("ends no more idle sessions than runs wait", async () => {
    using app = await limited("queue");
    const task = await app.newTask([{ step: "complete" }]);
    const [one, two] = [await app.runTask(task), await app.runTask(task)];
    await app.clock.play(2000);
    await app.runTask(task);
    await app.clock.play(5000);
    assert.deepEqual([(await session(app, one.session_id)).status, (await session(app, two.session_id)).status], ["completed", "idle"]);
  });

  it("does not mind runs that are canceled while they wait", async () => {
    using app = await limited("queue");
    const task = await app.newTask([{ step: "wait", ms: minute }]);
    const runs: string[] = [];
    for (let count = 0; count < 4; count += 1) runs.push((await app.runTask(task)).id);
    await app.clock.play(2000);
    await app.send("POST", `/v2/task-runs/${runs[2]}/cancel`);
    await app.clock.play(2 * minute + 5000);
    assert.equal(await statusesOf(app, runs), "completed completed canceled completed");
  });
});

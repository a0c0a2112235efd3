import assert from "node:assert/strict";
import { Run } from "../../../src/api/schemas/run.ts";
import type { ScenarioStep } from "../../../src/local/scenario.ts";
import { FakeClock } from "../../support/fakeClock.ts";
import { openApp, temporaryFolder } from "./openApp.ts";

type App = Awaited<ReturnType<typeof openApp>>;

const ask: ScenarioStep = {
  step: "ask",
  type: "mfa",
  message: "Code?",
  fields: [{ name: "code" }],
  accept: { code: ["1"] },
  limit_ms: 60_000,
};

/** A run of these steps is begun, `before` happens, Local Deck ends and starts again. */
async function restarted(data: string, steps: readonly ScenarioStep[], before?: (app: App, id: string) => Promise<unknown>) {
  const clock = new FakeClock();
  const first = await openApp({ data, clock });
  const { id } = await first.runTask(await first.newTask(steps));
  await clock.play(5000);
  await before?.(first, id);
  first.close();
  const app = await openApp({ data, clock });
  await clock.play(0);
  return { app, clock, id };
}

describe("After a restart", () => {
  it("a run goes on with the step in which it was interrupted", async () => {
    using folder = temporaryFolder();
    const shot: ScenarioStep = { step: "screenshot", svg: "<svg/>" };
    const steps: ScenarioStep[] = [
      { step: "repeat", times: 3, steps: [shot, { step: "wait", ms: 3000 }] },
      { step: "complete", output: "done" },
    ];
    const { app, clock, id } = await restarted(folder.path, steps);
    using started = app;
    assert.equal((await started.run(id)).status, "running");
    await clock.play(60_000);
    const run = await started.run(id);
    assert.deepEqual([run.status, run.output, run.artifacts?.screenshots?.length], ["completed", "done", 3]);
  });

  it("a queued run gets its turn", async () => {
    using folder = temporaryFolder();
    const clock = new FakeClock();
    const first = await openApp({ data: folder.path, clock });
    const { id } = await first.runTask(await first.newTask([{ step: "complete" }]));
    first.close();
    using app = await openApp({ data: folder.path, clock });
    await clock.play(1000);
    assert.equal((await app.run(id)).status, "completed");
  });

  it("a question waits on, for as long as it had left", async () => {
    using folder = temporaryFolder();
    const { app, clock, id } = await restarted(folder.path, [ask]);
    using started = app;
    assert.equal((await started.run(id)).interaction?.message, "Code?");
    // It was asked after 0.7 s, and 5 s went by before the restart.
    await clock.play(55_000);
    assert.equal((await started.run(id)).status, "interaction_required");
    await clock.play(1000);
    assert.equal((await started.run(id)).errors?.[0]?.code, "interaction_timeout");
  });

  it("an answer that the agent had not taken is not lost", async () => {
    using folder = temporaryFolder();
    const clock = new FakeClock();
    const first = await openApp({ data: folder.path, clock });
    const { id } = await first.runTask(await first.newTask([ask, { step: "complete", output: "{{answers.code}}" }]));
    await clock.play(5000);
    first.deck.engine.answer(id, { code: "1" });
    // In the same turn, before the agent gets its own.
    first.close();
    using app = await openApp({ data: folder.path, clock });
    await clock.play(0);
    const run = await app.run(id);
    assert.deepEqual([run.status, run.output], ["completed", "1"]);
  });

  it("a review waits on and can be approved", async () => {
    using folder = temporaryFolder();
    const { app, clock, id } = await restarted(folder.path, [{ step: "review" }, { step: "complete" }]);
    using started = app;
    assert.equal((await started.run(id)).status, "review_required");
    await started.send("POST", `/control/task-runs/${id}/approve`);
    await clock.play(0);
    assert.equal((await started.run(id)).status, "completed");
  });

  it("a run that was being canceled is canceled", async () => {
    using folder = temporaryFolder();
    const { app, id } = await restarted(folder.path, [{ step: "hang", ignores_cancel: true }], (first, run) =>
      first.call(Run, "POST", `/v2/task-runs/${run}/cancel`),
    );
    using started = app;
    assert.equal((await started.run(id)).status, "canceled");
  });

  it("a run whose time went by meanwhile has failed with the timeout", async () => {
    using folder = temporaryFolder();
    const { app, clock, id } = await restarted(folder.path, [{ step: "hang" }], async first => first.clock.advance(3_600_000));
    using started = app;
    await clock.play(0);
    assert.equal((await started.run(id)).errors?.[0]?.code, "timeout");
  });

  it("what was answered to a question is forgotten when the run is over", async () => {
    using folder = temporaryFolder();
    const { app, clock, id } = await restarted(folder.path, [ask, { step: "wait", ms: 1000 }, { step: "complete" }]);
    using started = app;
    await started.send("POST", `/v2/task-runs/${id}/interaction`, { input: { code: "1" } });
    await clock.play(1000);
    const row = started.deck.store.runs.get(id);
    assert.deepEqual([row?.status, row?.progress, row?.reply], ["completed", null, null]);
  });

  it("the key and the data are the same", async () => {
    using folder = temporaryFolder();
    const { app, id } = await restarted(folder.path, [{ step: "complete", output: "x".repeat(100_000) }]);
    const { key } = app.deck;
    app.close();
    using again = await openApp({ data: folder.path });
    assert.equal(again.deck.key, key);
    assert.match(key, /^sk_local_[A-Za-z0-9]{32}$/);
    assert.equal((await again.run(id)).output, "x".repeat(100_000));
  });
});

import assert from "node:assert/strict";
import { PushHealth } from "../../../../src/host/push/pushHealth.ts";
import type { RunStep } from "../../../../src/runs/store/runStore.ts";
import { FakeClock } from "../../../support/fakeClock.ts";

function setup() {
  const clock = new FakeClock();
  const health = new PushHealth(clock);
  const news: boolean[] = [];
  health.onDidChange(isHealthy => news.push(isHealthy));
  return { clock, health, news };
}

/** One that has told its first event a while ago. */
function healthy() {
  const made = setup();
  made.health.heard();
  made.clock.advance(60_000);
  return made;
}

function step(before: string | undefined, now: string, created_at = "2026-03-31T12:00:00Z"): RunStep {
  const run = (status: string) => ({ id: "trun_1", status, task_id: "task_1", result: null, created_at, updated_at: created_at });
  return { before: before === undefined ? undefined : run(before), now: run(now) };
}

describe("The health of push", () => {
  it("begins with the first event, of whatever kind", () => {
    const { health, news } = setup();
    assert.equal(health.isHealthy, false);
    health.heard();
    health.heard({ id: "trun_1", status: "running" });
    assert.deepEqual(news, [true]);
  });

  it("ends when a change of a run is read that nobody told", () => {
    const { clock, health, news } = healthy();
    health.saw({ steps: [step("running", "completed")] });
    clock.advance(4_999);
    assert.deepEqual(news, [true]);
    clock.advance(1);
    assert.deepEqual(news, [true, false]);
  });

  it("ends when a run comes to the same status again and only the first time was told", () => {
    const { clock, health, news } = healthy();
    health.heard({ id: "trun_1", status: "interaction_required" });
    health.heard({ id: "trun_1", status: "running" });
    health.saw({ steps: [step("running", "interaction_required")] });
    health.saw({ steps: [step("interaction_required", "running")] });
    health.saw({ steps: [step("running", "interaction_required")] });
    clock.advance(5_000);
    assert.deepEqual(news, [true, false]);
  });

  it("ends when a run is met that is newer than all before, has ended, and was never told", () => {
    const { clock, health, news } = healthy();
    health.saw({ steps: [step(undefined, "completed")] });
    clock.advance(60_000);
    assert.deepEqual(news, [true]);
    health.saw({ steps: [step(undefined, "completed", "2026-03-31T12:01:00Z")] });
    clock.advance(5_000);
    assert.deepEqual(news, [true, false]);
  });

  it("comes back with the next event", () => {
    const { health, news } = healthy();
    health.lost();
    health.heard({ id: "trun_2", status: "queued" });
    assert.deepEqual(news, [true, false, true]);
  });

  const sound: [title: string, act: (made: ReturnType<typeof healthy>) => void][] = [
    ["was told before it was read", ({ health }) => {
      health.heard({ id: "trun_1", status: "completed" });
      health.saw({ steps: [step("running", "completed")] });
    }],
    ["is told a little later", ({ clock, health }) => {
      health.saw({ steps: [step("running", "completed")] });
      clock.advance(3_000);
      health.heard({ id: "trun_1", status: "completed" });
    }],
    ["was only met for the first time", ({ health }) => health.saw({ steps: [step(undefined, "running")] })],
    ["is of an older run that was loaded", ({ health }) => {
      health.saw({ steps: [step(undefined, "running")] });
      health.saw({ steps: [step(undefined, "completed", "2026-03-30T12:00:00Z")] });
    }],
    ["is of a new run that waits in its queue", ({ health }) => {
      health.saw({ steps: [step(undefined, "running")] });
      health.saw({ steps: [step(undefined, "queued", "2026-03-31T12:01:00Z")] });
    }],
    ["left the status as it was", ({ health }) => health.saw({ steps: [step("running", "running")] })],
    ["was read just after the first event, and may be older", ({ clock, health }) => {
      health.lost();
      health.heard();
      clock.advance(1_000);
      health.saw({ steps: [step("running", "completed")] });
    }],
  ];
  for (const [title, act] of sound) {
    it(`stays when a change ${title}`, () => {
      const made = healthy();
      act(made);
      made.clock.advance(600_000);
      assert.equal(made.health.isHealthy, true);
    });
  }

  it("forgets what was told long ago, and nothing else", () => {
    const { clock, health } = healthy();
    for (let index = 0; index < 10_000; index++) health.heard({ id: `trun_other${index}`, status: "queued" });
    health.heard({ id: "trun_1", status: "completed" });
    health.saw({ steps: [step("running", "completed")] });
    clock.advance(600_000);
    assert.equal(health.isHealthy, true);
  });
});

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { timelineOf } from "../../../../src/runs/documents/runTimeline.ts";
import { statusChanges } from "../../../../src/runs/documents/statusChanges.ts";

const event = (id: string, type: string, run = "trun_1") => ({ id, type, data: { id: run }, created_at: "2026-03-31T12:00:01Z" });

describe("the changes of a run's status", () => {
  it("are its own alone, oldest first", () => {
    const events = [event("evt_3", "task_run.completed"), event("evt_x", "task_run.failed", "trun_2"), event("evt_2", "task_run.running"), event("evt_0", "task.created")];
    assert.deepEqual(statusChanges(events, "trun_1").map(({ id, status }) => `${id} ${status}`), ["evt_2 running", "evt_3 completed"]);
  });

  it("keep their order on the time line where all came in one second", () => {
    const changes = statusChanges([event("evt_3", "task_run.completed"), event("evt_2", "task_run.running"), event("evt_1", "task_run.queued")], "trun_1");
    const { events } = timelineOf({ status: "completed", created_at: "2026-03-31T12:00:00Z", updated_at: "2026-03-31T12:00:01Z", changes, framesAtMs: [] });
    assert.deepEqual(events.map(({ status }) => status), ["queued", "running", "completed"]);
  });
});

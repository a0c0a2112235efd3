import assert from "node:assert/strict";
import { type RunHistory, timelineOf } from "../../../../src/runs/documents/runTimeline.ts";

const at = (seconds: number): string => new Date(Date.UTC(2026, 5, 9, 10, 0, seconds)).toISOString();

function history(rest: Partial<RunHistory>, ...changes: [status: string, seconds: number][]): RunHistory {
  return {
    status: "completed",
    created_at: at(0),
    updated_at: at(60),
    framesAtMs: [],
    ...rest,
    changes: changes.map(([status, seconds], index) => ({ id: `evt_${index}`, status, created_at: at(seconds) })),
  };
}

const eventsOf = (run: RunHistory): string[] => timelineOf(run).events.map(({ status, atMs, afterMs }) => `${status} ${atMs / 1000} +${afterMs / 1000}`);
const partsOf = (run: RunHistory): string[] => timelineOf(run).parts.map(({ status, fromMs, toMs }) => `${status} ${fromMs / 1000}-${toMs === undefined ? "" : toMs / 1000}`);

describe("the time line of a run", () => {
  const full = history({}, ["queued", 0], ["running", 4], ["interaction_required", 20], ["running", 50], ["completed", 60]);

  it("tells every event with the time since the one before", () => {
    assert.deepEqual(eventsOf(full), ["queued 0 +0", "running 4 +4", "interaction_required 20 +16", "running 50 +30", "completed 60 +10"]);
  });

  it("shows how long the run was what", () => {
    assert.deepEqual(partsOf(full), ["queued 0-4", "running 4-20", "interaction_required 20-50", "running 50-60"]);
  });

  it("orders events by time and takes each once", () => {
    const changes = [...full.changes.toReversed(), ...full.changes];
    assert.deepEqual(eventsOf({ ...full, changes }), eventsOf(full));
  });

  it("leaves the last part open while the run goes on", () => {
    assert.deepEqual(partsOf(history({ status: "running", updated_at: at(4) }, ["queued", 0], ["running", 4])), ["queued 0-4", "running 4-"]);
  });

  it("makes do with the run's own times where there are no events (any more)", () => {
    assert.deepEqual(eventsOf(history({})), ["queued 0 +0", "completed 60 +60"]);
    assert.deepEqual(eventsOf(history({ status: "running", updated_at: at(3) })), ["queued 0 +0", "running 3 +3"]);
    assert.deepEqual(eventsOf(history({ status: "queued" })), ["queued 0 +0"]);
  });

  it("knows the end before its event has come", () => {
    assert.equal(eventsOf(history({}, ["queued", 0], ["running", 4])).at(-1), "completed 60 +56");
  });

  it("takes a time that cannot be read, or before the start, for the start", () => {
    assert.deepEqual(eventsOf({ ...history({ created_at: "soon" }, ["queued", 0], ["failed", 9]), status: "failed" }), ["queued 0 +0", "failed 0 +0"]);
  });

  it("sees where the agent showed nothing for long while it ran", () => {
    const framesAtMs = [5_000, 10_000, 55_000];
    assert.deepEqual(timelineOf(history({ framesAtMs }, ["queued", 0], ["running", 4], ["completed", 60])).silences, [{ fromMs: 10_000, toMs: 55_000 }]);
    assert.deepEqual(timelineOf({ ...full, framesAtMs: [5_000, 10_000, 55_000] }).silences, []);
  });

  it("sees it too while the run goes on, up to the newest screenshot", () => {
    const going = history({ status: "running", framesAtMs: [5_000, 10_000, 55_000] }, ["queued", 0], ["running", 4]);
    assert.deepEqual(timelineOf(going).silences, [{ fromMs: 10_000, toMs: 55_000 }]);
  });
});

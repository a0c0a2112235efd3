import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { sleep, systemClock } from "../../../src/base/clock.ts";
import { FakeClock } from "../../support/fakeClock.ts";
import { turn } from "../../support/turn.ts";

function setup(signal?: AbortSignal) {
  const clock = new FakeClock();
  const heard: unknown[] = [];
  sleep(clock, 1_000, signal).then(
    () => heard.push("awake"),
    (reason: unknown) => heard.push(reason),
  );
  return { clock, heard };
}

describe("sleep", () => {
  it("ends when the time has passed, not before", async () => {
    const { clock, heard } = setup();
    clock.advance(999);
    await turn();
    assert.deepEqual(heard, []);
    clock.advance(1);
    await turn();
    assert.deepEqual(heard, ["awake"]);
  });

  it("ends with the signal's reason as soon as it is aborted, and leaves no timer", async () => {
    const controller = new AbortController();
    const { clock, heard } = setup(controller.signal);
    const reason = new Error("no longer wanted");
    controller.abort(reason);
    await turn();
    assert.deepEqual(heard, [reason]);
    assert.deepEqual(clock.pending, []);
  });

  it("does not begin with a signal that is aborted already", async () => {
    const reason = new Error("never wanted");
    const { clock, heard } = setup(AbortSignal.abort(reason));
    await turn();
    assert.deepEqual(heard, [reason]);
    assert.deepEqual(clock.pending, []);
  });

  it("rejects with an error also where the reason is none", async () => {
    await assert.rejects(sleep(new FakeClock(), 1, AbortSignal.abort("enough")), { message: "Aborted", cause: "enough" });
  });

  it("leaves no listener on a signal that outlives it", async () => {
    const { signal } = new AbortController();
    const { clock } = setup(signal);
    assert.equal(getEventListeners(signal, "abort").length, 1);
    clock.advance(1_000);
    await turn();
    assert.equal(getEventListeners(signal, "abort").length, 0);
  });
});

describe("systemClock", () => {
  it("acts after a while, unless told not to", async () => {
    const acts: string[] = [];
    systemClock.after(0, () => acts.push("disposed")).dispose();
    await new Promise<void>(resolve => systemClock.after(0, resolve));
    assert.deepEqual(acts, []);
  });

  it("tells the time", () => {
    const before = Date.now();
    const now = systemClock.now();
    assert.ok(before <= now && now <= Date.now());
  });
});

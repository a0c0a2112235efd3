import assert from "node:assert/strict";
import { SteeredClock } from "../../../src/local/steeredClock.ts";
import { FakeClock } from "../../support/fakeClock.ts";

function setup(options: { speed?: number; from?: number } = {}) {
  const real = new FakeClock(1_000_000);
  const clock = new SteeredClock(real, options);
  const fired: number[] = [];
  const note = (): void => void fired.push(clock.now());
  return { real, clock, fired, note };
}

describe("A steered clock", () => {
  it("goes as the other one does", () => {
    const { real, clock, fired, note } = setup();
    clock.after(500, note);
    real.advance(499);
    assert.deepEqual([clock.now(), fired], [1_000_499, []]);
    real.advance(1);
    assert.deepEqual(fired, [1_000_500]);
  });

  it("goes faster, its timers too", () => {
    const { real, clock, fired, note } = setup({ speed: 60 });
    clock.after(60_000, note);
    real.advance(999);
    assert.deepEqual(fired, []);
    real.advance(1);
    assert.deepEqual([clock.now(), fired.length], [1_060_000, 1]);
  });

  it("begins where it was ahead, and with the other one where it was behind", () => {
    assert.equal(setup({ from: 5_000_000 }).clock.now(), 5_000_000);
    assert.equal(setup({ from: 5 }).clock.now(), 1_000_000);
  });

  it("lets everything come due at its own moment when it is moved, also what is set on the way", async () => {
    const { clock, fired, note } = setup({ speed: 3 });
    clock.after(900, note);
    clock.after(300, () => {
      note();
      void Promise.resolve().then(() => clock.after(200, note));
    });
    clock.after(1001, note);
    await clock.advance(1000);
    assert.deepEqual([fired, clock.now()], [[1_000_300, 1_000_500, 1_000_900], 1_001_000]);
  });

  it("fires sooner after it was moved", async () => {
    const { real, clock, fired, note } = setup();
    clock.after(1000, note);
    await clock.advance(900);
    real.advance(99);
    assert.deepEqual(fired, []);
    real.advance(1);
    assert.deepEqual(fired, [1_001_000]);
  });

  it("forgets a timer that is disposed of, and holds none of the other clock", async () => {
    const { real, clock, fired, note } = setup();
    clock.after(100, note).dispose();
    await clock.advance(1000);
    assert.deepEqual([fired, real.pending], [[], []]);
  });

  it("waits longer than a timer of Node can", () => {
    const { real, clock, fired, note } = setup();
    clock.after(40 * 86_400_000, note);
    assert.ok(real.pending.every(ms => ms < 2 ** 31));
    real.advance(40 * 86_400_000);
    assert.equal(fired.length, 1);
  });
});

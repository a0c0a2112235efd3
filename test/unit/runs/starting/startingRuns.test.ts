import assert from "node:assert/strict";
import { StartingRuns, untilPainted } from "../../../../src/runs/starting/startingRuns.ts";
import { FakeClock } from "../../../support/fakeClock.ts";

describe("StartingRuns", () => {
  const setup = () => {
    const starting = new StartingRuns();
    const seen: string[][] = [];
    starting.onDidChange(() => seen.push(starting.of("local").map(({ taskName }) => taskName)));
    return { starting, seen };
  };
  const run = (key: string) => ({ key, profile: "local", taskName: key, since: 0 });
  const lost = { why: "No answer came.", again: () => Promise.resolve(), forget: () => undefined };

  it("shows a run at once, before anything is waited for", () => {
    const { starting, seen } = setup();
    void starting.during(run("a"), () => new Promise(() => undefined));
    assert.deepEqual(seen, [["a"]]);
  });

  it("shows a run from its look-up to its start without a break", async () => {
    const { starting, seen } = setup();
    const id = await starting.during(run("a"), async () => {
      await Promise.resolve();
      return starting.during(run("a"), () => Promise.resolve("trun_1"));
    });
    assert.deepEqual([id, seen], ["trun_1", [["a"], []]]);
  });

  it("takes a run away once, where its answer has already taken it", async () => {
    const { starting, seen } = setup();
    await starting.during(run("a"), () => {
      starting.drop("a");
      return Promise.resolve();
    });
    assert.deepEqual(seen, [["a"], []]);
  });

  it("keeps a run whose answer was lost while it was shown", async () => {
    const { starting, seen } = setup();
    const act = starting.during(run("a"), () => {
      starting.lose({ ...run("a"), lost });
      return Promise.reject(new Error("No answer came."));
    });
    await assert.rejects(act);
    assert.deepEqual(seen, [["a"], ["a"]]);
    assert.equal(starting.get("a")?.lost, lost);
  });

  it("shows a lost run as starting while it is tried again", async () => {
    const { starting } = setup();
    starting.lose({ ...run("a"), lost });
    await starting.during(run("a"), () => {
      assert.equal(starting.get("a")?.lost, undefined);
      return Promise.resolve();
    });
    assert.equal(starting.get("a"), undefined);
  });
});

describe("untilPainted", () => {
  it("leaves a line that has just come the time to be painted", async () => {
    const clock = new FakeClock();
    let isPainted = false;
    void untilPainted(clock.now() - 30, clock).then(() => (isPainted = true));
    await clock.play(69);
    assert.equal(isPainted, false);
    await clock.play(1);
    assert.equal(isPainted, true);
  });

  it("waits for nothing where the service took longer than that", async () => {
    const clock = new FakeClock();
    await untilPainted(clock.now() - 100, clock);
    assert.deepEqual(clock.pending, []);
  });
});

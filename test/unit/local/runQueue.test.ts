import assert from "node:assert/strict";
import { RunQueue } from "../../../src/local/engine/runQueue.ts";
import { Payload } from "../../../src/local/store/payload.ts";
import { openApp } from "./openApp.ts";

/** One run for each letter, in the order of asking; a letter is the session. */
function queueOf(sessions: string): RunQueue {
  const queue = new RunQueue();
  Array.from(sessions).forEach((session_id, seq) => queue.add({ id: `${session_id}${seq}`, session_id, created_at: seq, seq }));
  return queue;
}

describe("The queue", () => {
  it("gives the oldest run that nothing holds up", () => {
    const queue = queueOf("aabc");
    const busy = new Set(["a"]);
    const take = () => queue.take(Infinity, run => (busy.has(run.session_id) ? run.session_id : undefined))?.id;
    assert.equal(take(), "b2");
    busy.delete("a");
    queue.free("a");
    assert.deepEqual([take(), take(), take()], ["a0", "c3", undefined]);
    queue.free("a");
    assert.deepEqual([take(), take()], ["a1", undefined]);
  });

  it("gives none before its time", () => {
    const queue = queueOf("abc");
    const take = (upTo: number) => queue.take(upTo, () => undefined)?.id;
    assert.deepEqual([take(0), take(0), queue.nextCreatedAt, take(1)], ["a0", undefined, 1, "b1"]);
  });

  it("looks at each run twice at most, however many wait for the same", () => {
    const queue = queueOf("a".repeat(20_000));
    let isBusy = false;
    let looks = 0;
    let taken = 0;
    const obstacle = (): string | undefined => {
      looks += 1;
      return isBusy ? "a" : undefined;
    };
    while (queue.take(Infinity, obstacle)) {
      taken += 1;
      isBusy = true;
      queue.take(Infinity, obstacle);
      isBusy = false;
      queue.free("a");
    }
    assert.equal(taken, 20_000);
    assert.ok(looks <= 40_000, String(looks));
  });
});

describe("Many runs", function () {
  this.timeout(60_000);

  it("start in the order of asking, never more at once than may be, and all of them end", async () => {
    const atWork = new Set<string>();
    const started: string[] = [];
    let most = 0;
    const agent = {
      async execute({ runId }: { runId: string }) {
        started.push(runId);
        atWork.add(runId);
        most = Math.max(most, atWork.size);
        await new Promise(resolve => void setImmediate(resolve));
        atWork.delete(runId);
        return { output: null };
      },
    };
    using app = await openApp({ agents: () => agent, limits: { maxActive: 50 } });
    const task = app.deck.store.tasks.get(await app.newTask());
    assert.ok(task);
    const wanted = { input: Payload.of({}), source_id: null, credential_id: null, session_id: null };
    const asked = app.deck.store.transaction(() => Array.from({ length: 500 }, () => app.deck.engine.submit(task, wanted).id));
    await app.clock.play(1000);
    for (let tries = 0; tries < 1000 && app.deck.store.runs.count("WHERE status != 'completed'") > 0; tries += 1) await app.clock.play(10);
    assert.deepEqual(started, asked);
    assert.ok(most > 10 && most <= 50, String(most));
    assert.equal(app.deck.store.runs.count("WHERE status = 'completed'"), 500);
  });
});

import assert from "node:assert/strict";
import { runStatuses } from "../../../src/api/schemas/runStatus.ts";
import type { KnownRunStatus } from "../../../src/api/schemas/runStatus.ts";
import { newRunRow } from "../../../src/local/engine/newRun.ts";
import { ForbiddenTransition, Lifecycle } from "../../../src/local/engine/lifecycle.ts";
import { canMove } from "../../../src/local/engine/transitions.ts";
import { Payload } from "../../../src/local/store/payload.ts";
import { openApp } from "./openApp.ts";

/** Written down again on purpose: a change of the table must be meant. */
const allowed = [
  "queued > running",
  "queued > failed",
  "queued > canceled",
  "running > interaction_required",
  "running > review_required",
  "running > canceling",
  "running > completed",
  "running > failed",
  "interaction_required > running",
  "interaction_required > canceling",
  "interaction_required > failed",
  "review_required > running",
  "review_required > completed",
  "review_required > canceling",
  "review_required > failed",
  "canceling > canceled",
];

function pairs(): { from: KnownRunStatus; to: KnownRunStatus; isAllowed: boolean }[] {
  return runStatuses.flatMap(from =>
    runStatuses.map(to => ({ from, to, isAllowed: allowed.includes(`${from} > ${to}`) })),
  );
}

async function runsOf(app: Awaited<ReturnType<typeof openApp>>) {
  const { store, clock } = app.deck;
  const task = store.tasks.get(await app.newTask());
  assert.ok(task);
  const where = { input: Payload.of({}), source_id: null, credential_id: null, session_id: null };
  return {
    store,
    lifecycle: new Lifecycle(store, clock),
    runIn: (status: KnownRunStatus): string => {
      const row = newRunRow(store, task, where, clock.now());
      store.runs.insert({ ...row, status });
      return row.id;
    },
  };
}

describe("The transitions of a run", () => {
  for (const { from, to, isAllowed } of pairs()) {
    it(`${isAllowed ? "allow" : "forbid"} ${from} > ${to}`, () => assert.equal(canMove(from, to), isAllowed));
  }

  it("change the row and add the event together, or nothing", async () => {
    using app = await openApp();
    const { lifecycle, store, runIn } = await runsOf(app);
    for (const { from, to, isAllowed } of pairs()) {
      const id = runIn(from);
      const count = () => store.events.count("WHERE type LIKE 'task_run.%'");
      const events = count();
      if (isAllowed) lifecycle.move(id, to);
      else assert.throws(() => lifecycle.move(id, to), ForbiddenTransition);
      assert.equal(lifecycle.read(id).status, isAllowed ? to : from);
      assert.equal(count(), events + (isAllowed ? 1 : 0));
    }
  });

  it("tell of a run in an event with empty texts in place of null", async () => {
    using app = await openApp();
    const { lifecycle, store, runIn } = await runsOf(app);
    lifecycle.move(runIn("queued"), "running");
    const [event] = store.events.select("WHERE type LIKE 'task_run.%' ORDER BY seq DESC LIMIT 1");
    assert.equal(event?.type, "task_run.running");
    assert.equal(event.data["credential_id"], "");
    assert.equal("input" in event.data, false);
  });
});

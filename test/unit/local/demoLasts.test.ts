import assert from "node:assert/strict";
import { join } from "node:path";
import { RunPage } from "../../../src/api/schemas/run.ts";
import { runStatuses } from "../../../src/api/schemas/runStatus.ts";
import { openApp, temporaryFolder } from "./openApp.ts";

const assets = join(import.meta.dirname, "../../../media/demo");
type App = Awaited<ReturnType<typeof openApp>>;

async function statuses(app: App): Promise<string[]> {
  const { data } = await app.call(RunPage, "GET", "/v2/task-runs?limit=100");
  return [...new Set(data.map(run => run.status))].toSorted();
}

const shots = (app: App) => app.deck.store.screenshots.count();

describe("The demo content", () => {
  it("shows every status for 20 minutes, and moves all the while", async () => {
    using app = await openApp({ demo: true, assets });
    await app.clock.play(0);
    for (let minute = 0; minute < 20; minute += 1) {
      assert.deepEqual(await statuses(app), runStatuses.toSorted(), `after ${minute} minutes`);
      const before = shots(app);
      await app.clock.play(60_000);
      assert.ok(shots(app) > before, `in minute ${minute}`);
    }
  });

  it("is history in order: no screenshot, file or event before its run, none after its end", async () => {
    using app = await openApp({ demo: true, assets });
    const { runs, screenshots, storage } = app.deck.store;
    for (const { run_id, created_at } of [...screenshots.select(""), ...storage.select("")]) {
      const run = runs.get(run_id);
      assert.ok(run && created_at >= run.created_at && created_at <= (run.ended_at ?? app.clock.now()), run_id);
    }
  });

  it("is for an empty folder only", async () => {
    using folder = temporaryFolder();
    const first = await openApp({ data: folder.path });
    await first.newTask();
    first.close();
    using app = await openApp({ data: folder.path, demo: true, assets });
    assert.equal(app.deck.store.runs.count(), 0);
  });

  it("is there once, also after a restart", async () => {
    using folder = temporaryFolder();
    const first = await openApp({ data: folder.path, demo: true, assets });
    const count = first.deck.store.runs.count();
    first.close();
    using app = await openApp({ data: folder.path, demo: true, assets });
    assert.equal(app.deck.store.runs.count(), count);
  });
});

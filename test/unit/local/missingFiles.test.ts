import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ErrorBody } from "../../../src/api/schemas/error.ts";
import { Run } from "../../../src/api/schemas/run.ts";
import { pageOf } from "../../../src/api/schemas/wire.ts";
import type { ScenarioStep } from "../../../src/local/scenario.ts";
import { FakeClock } from "../../support/fakeClock.ts";
import { openApp, temporaryFolder } from "./openApp.ts";
import { filesBeside, played, textFile } from "./playedRuns.ts";

describe("A file that has gone missing from the data folder", () => {
  const large = "x".repeat(100_000);

  async function withoutFiles(steps: readonly ScenarioStep[], input: unknown = {}) {
    const folder = temporaryFolder();
    const app = await openApp({ data: folder.path });
    const task = await app.newTask(steps);
    const { id } = await app.runTask(task, { input });
    await app.clock.play(500);
    return {
      app,
      id,
      lose: () => filesBeside(folder.path).forEach(name => rmSync(join(folder.path, "files", name))),
      [Symbol.dispose]() {
        app[Symbol.dispose]();
        folder[Symbol.dispose]();
      },
    };
  }

  it("leaves its storage item without a URL, and an older URL is 500", async () => {
    using lost = await withoutFiles([textFile("1", "1.txt"), { step: "screenshot", svg: "<svg/>" }]);
    const { app, id } = lost;
    await app.clock.play(5000);
    const before = await app.run(id);
    lost.lose();
    const after = await app.run(id);
    assert.deepEqual([after.storage?.[0]?.url, after.artifacts?.screenshots?.[0]?.url], [null, null]);
    const answer = await app.app.request(before.storage?.[0]?.url ?? "");
    assert.deepEqual([answer.status, ErrorBody.parse(await answer.json()).errors[0]?.code], [500, "file_missing"]);
  });

  it("makes the run with that output answer 500, and the list null in its place", async () => {
    using lost = await withoutFiles([{ step: "complete", output: large }]);
    const { app, id } = lost;
    await app.clock.play(5000);
    lost.lose();
    const answer = await app.send("GET", `/v2/task-runs/${id}`);
    assert.deepEqual([answer.status, ErrorBody.parse(await answer.json()).errors[0]?.type], [500, "storage"]);
    const list = await app.send("GET", "/v2/task-runs");
    assert.deepEqual([list.status, pageOf(Run).parse(await list.json()).data[0]?.output], [200, null]);
  });

  it("fails the run whose input it was, and the others go on", async () => {
    using lost = await withoutFiles([{ step: "complete", output: "done" }], { text: large });
    const { app, id } = lost;
    lost.lose();
    const other = await app.runTask(await app.newTask([{ step: "complete", output: "done" }]));
    await app.clock.play(5000);
    const row = app.deck.store.runs.get(id);
    assert.deepEqual([row?.status, row?.errors?.[0]?.code], ["failed", "file_missing"]);
    assert.equal((await app.run(other.id)).status, "completed");
    assert.equal((await app.send("GET", `/v2/task-runs/${id}`)).status, 200);
  });

  it("does not keep Local Deck from starting again", async () => {
    using folder = temporaryFolder();
    const clock = new FakeClock();
    const first = await openApp({ data: folder.path, clock });
    const { id } = await first.runTask(await first.newTask([{ step: "hang" }]), { input: { text: large } });
    await clock.play(5000);
    first.close();
    for (const name of filesBeside(folder.path)) rmSync(join(folder.path, "files", name));
    using app = await openApp({ data: folder.path, clock });
    await clock.play(1000);
    assert.deepEqual((await app.send("GET", `/v2/task-runs/${id}`)).status, 200);
    assert.equal(app.deck.store.runs.get(id)?.errors?.[0]?.code, "file_missing");
  });
});

describe("The files of the data folder", () => {
  it("that were never finished are removed at the start, all others stay", async () => {
    using folder = temporaryFolder();
    const first = await openApp({ data: folder.path });
    await played(first, [textFile("1", "1.txt")]);
    first.close();
    const kept = filesBeside(folder.path);
    assert.equal(kept.length, 1);
    writeFileSync(join(folder.path, "files", "half.new"), "ha");
    using app = await openApp({ data: folder.path });
    assert.deepEqual(filesBeside(folder.path), kept);
    assert.equal(readFileSync(join(folder.path, "files", kept[0] ?? ""), "utf8"), "1");
    assert.equal(app.deck.store.storage.count(), 1);
  });
});

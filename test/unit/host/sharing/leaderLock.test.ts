import assert from "node:assert/strict";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { LeaderLock, silentMs } from "../../../../src/host/sharing/leaderLock.ts";
import { temporaryFolder, type TemporaryFolder } from "../../../support/process/temporaryFolder.ts";

describe("LeaderLock", () => {
  let folder: TemporaryFolder;
  let now: number;
  beforeEach(async () => {
    folder = await temporaryFolder("lock");
    now = Date.now();
  });
  afterEach(() => folder.close());

  const file = (): string => join(folder.path, "leader.lock");
  const lock = (owner: string): LeaderLock => new LeaderLock(file(), owner, () => now);

  it("is taken by one of many that want it at once", async () => {
    const taken = await Promise.all(Array.from({ length: 20 }, (_, number) => lock(`window-${number}`).take()));
    assert.equal(taken.filter(Boolean).length, 1);
  });

  it("is taken over by one of many where its owner is silent", async () => {
    await lock("dead").take();
    now += silentMs + 1;
    const windows = Array.from({ length: 20 }, (_, number) => lock(`window-${number}`));
    await Promise.all(windows.map(window => window.take()));
    const kept = await Promise.all(windows.map(window => window.keep()));
    assert.equal(kept.filter(Boolean).length, 1);
    assert.deepEqual(await readdir(folder.path), ["leader.lock"]);
  });

  it("stays with an owner that renews it", async () => {
    const [first, second] = [lock("first"), lock("second")];
    await first.take();
    for (let beats = 0; beats < 5; beats++) {
      now += silentMs - 1;
      assert.deepEqual([await first.keep(), await second.take()], [true, false]);
    }
  });

  it("is not renewed by one that has lost it, nor released", async () => {
    const [first, second] = [lock("first"), lock("second")];
    await first.take();
    now += silentMs + 1;
    assert.equal(await second.take(), true);
    assert.equal(await first.keep(), false);
    first.release();
    assert.equal(await readFile(file(), "utf8"), "second");
  });

  it("is free once it is released, or its file is gone", async () => {
    const [first, second] = [lock("first"), lock("second")];
    await first.take();
    first.release();
    assert.equal(await second.take(), true);
    await rm(file());
    assert.deepEqual([await second.keep(), await first.take()], [false, true]);
  });

  it("is taken over also where the clock was set back", async () => {
    await lock("first").take();
    now -= 3_600_000;
    assert.equal(await lock("second").take(), true);
  });

  it("is not taken from one that is just writing its name", async () => {
    await writeFile(file(), "");
    assert.equal(await lock("second").take(), false);
  });

  it("fails where there is no folder", async () => {
    const homeless = new LeaderLock(join(folder.path, "none", "leader.lock"), "first", () => now);
    await assert.rejects(homeless.take(), { code: "ENOENT" });
    homeless.release();
  });
});

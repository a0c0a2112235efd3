import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ToldOnce } from "../../../src/host/toldOnce.ts";

describe("ToldOnce", () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), "deck-told-"))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("lets one of many windows tell each thing", async () => {
    const windows = Array.from({ length: 8 }, () => new ToldOnce(join(folder, "told")));
    const taken = await Promise.all(windows.map(window => window.take("trun_1-failed-2026-11-20T12:00:00Z")));
    assert.equal(taken.filter(Boolean).length, 1);
    assert.equal(await windows[0]?.take("trun_1-failed-2026-11-20T12:00:01Z"), true);
  });

  it("forgets what nobody can hear of any more, and touches no other file", async () => {
    const old = new Date(Date.now() - 25 * 60 * 60_000);
    for (const name of ["a.told", "notes.txt"]) {
      await writeFile(join(folder, name), "");
      await utimes(join(folder, name), old, old);
    }
    const told = new ToldOnce(folder);
    await told.take("b");
    await told.done();
    assert.deepEqual((await readdir(folder)).toSorted(), ["b.told", "notes.txt"]);
  });

  it("tells rather twice than never where no mark can be made", async () => {
    await writeFile(join(folder, "file"), "");
    const told = new ToldOnce(join(folder, "file", "below"));
    assert.deepEqual([await told.take("a"), await told.take("a")], [true, true]);
  });
});

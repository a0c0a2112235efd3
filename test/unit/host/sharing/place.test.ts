import assert from "node:assert/strict";
import { mkdir, readdir, utimes, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { keepPlacesOf, placeOf, sweepBeside } from "../../../../src/host/sharing/place.ts";
import { temporaryFolder, type TemporaryFolder } from "../../../support/process/temporaryFolder.ts";

const deck = { id: "deck", baseUrl: "https://api.deck.co/v2" };
const key = "sk_live_0123456789abcdef";

describe("the place where windows meet", () => {
  const other = (profile: typeof deck, otherKey = key): boolean => placeOf("/s", profile, otherKey) !== placeOf("/s", deck, key);

  it("is another one for each profile, server and key", () => {
    assert.deepEqual([other(deck), other({ ...deck, id: "two" }), other({ ...deck, baseUrl: "https://other/v2" }), other(deck, "sk_2")], [false, true, true, true]);
  });

  it("has nothing of key or names in it, and only 24 bits that depend on the key", () => {
    const [mine, theirs] = [placeOf("/s", deck, key), placeOf("/s", deck, "sk_2")].map(place => basename(place));
    assert.match(mine ?? "", /^[0-9a-f]{12}-[0-9a-f]{6}$/);
    assert.equal(mine?.slice(0, 13), theirs?.slice(0, 13));
  });
});

describe("places that are left", () => {
  let folder: TemporaryFolder;
  const now = Date.now();
  beforeEach(async () => (folder = await temporaryFolder("places")));
  afterEach(() => folder.close());

  async function place(id: string, ageDays = 0, baseUrl = deck.baseUrl): Promise<string> {
    const path = placeOf(folder.path, { id, baseUrl }, key);
    await mkdir(path, { recursive: true });
    await writeFile(join(path, "status.json"), "{}");
    const seconds = now / 1000 - ageDays * 24 * 3600;
    await utimes(join(path, "status.json"), seconds, seconds);
    await utimes(path, seconds, seconds);
    return path;
  }
  const left = async (): Promise<string[]> => (await readdir(join(folder.path, "windows"))).toSorted();

  it("are removed where the person has signed out, and those of other profiles stay", async () => {
    const [one] = [await place("one"), await place("two")];
    await keepPlacesOf(folder.path, ["one", "three"]);
    assert.deepEqual(await left(), [basename(one)]);
  });

  it("are removed after a week", async () => {
    const [one, young] = [await place("one", 30), await place("young", 6), await place("old", 8)];
    await sweepBeside(one, now);
    assert.deepEqual(await left(), [basename(one), basename(young)].toSorted());
  });

  it("are removed soon where the profile has another server now, if no window is there any more", async () => {
    const [one, used] = [await place("one"), await place("one", 1, "http://127.0.0.1:4001/v2"), await place("one", 1, "http://127.0.0.1:4002/v2")];
    await writeFile(join(used, "leader.lock"), "window-1");
    await sweepBeside(one, now);
    assert.deepEqual(await left(), [basename(one), basename(used)].toSorted());
  });

  it("are all that is removed", async () => {
    const one = await place("one");
    const strange = join(folder.path, "windows", "somebody's");
    await mkdir(strange);
    await utimes(strange, 0, 0);
    await sweepBeside(one, now);
    await keepPlacesOf(folder.path, ["one"]);
    assert.deepEqual(await left(), [basename(one), "somebody's"].toSorted());
  });

  it("may be none", async () => {
    await keepPlacesOf(folder.path, []);
    await assert.rejects(readdir(join(folder.path, "windows")), { code: "ENOENT" });
  });
});

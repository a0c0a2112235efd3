import assert from "node:assert/strict";
import { chmod, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { eventually } from "../../../host/support/eventually.ts";
import { at, sampleRun } from "../../runs/sampleRun.ts";
import { windowsSetup } from "./windows.ts";

const active = sampleRun("a", { status: "running" });
const finished = sampleRun("b", { status: "completed", created_at: at(1) });

type Setup = Awaited<ReturnType<typeof windowsSetup>>;

describe("windows of one profile", function () {
  this.timeout(60_000);
  let setup: Setup;
  beforeEach(async () => (setup = await windowsSetup(active, finished)));
  afterEach(() => setup.close());

  /** The first leads, and the second has what it needs from it. */
  async function two() {
    const [leader, other] = [setup.open(), setup.open()];
    await leader.start();
    await other.start();
    return { leader, other };
  }

  it("have one that leads; the others ask nothing, also not at their start", async () => {
    const { leader, other } = await two();
    assert.deepEqual([leader.sharing.isLeader, other.sharing.isLeader], [true, false]);
    assert.deepEqual([other.feed.state, other.asked], [{ kind: "fresh" }, []]);
    assert.equal(other.told["task_1"], "Name of task_1");
  });

  it("show what the one that leads has read", async () => {
    const { other } = await two();
    setup.service.set({ ...active, status: "completed", updated_at: at(9) });
    await setup.until(() => other.store.get("a")?.status === "completed");
    assert.deepEqual(other.asked, []);
  });

  it("cost as much as one, however many there are", async () => {
    const { leader, other } = await two();
    const third = setup.open();
    await third.start();
    for (const window of [leader, other, third]) window.attention.look();
    await setup.until(() => leader.asked.length > 10);
    const before = leader.asked.length;
    const began = setup.clock.now();
    await setup.until(() => setup.clock.now() >= began + 60_000 - 50);
    assert.deepEqual([other.asked, third.asked], [[], []]);
    assert.ok(leader.asked.length - before <= 30, `${leader.asked.length - before} questions in a minute`);
  });

  it("are asked for at the pace of the one that is watched", async () => {
    const { leader, other } = await two();
    const before = leader.asked.length;
    other.attention.look();
    await setup.until(() => leader.asked.length >= before + 3);
    assert.deepEqual(other.asked, []);
  });

  it("show what was done in one of them without waiting for a question", async () => {
    const { leader, other } = await two();
    const third = setup.open();
    await third.start();
    const asked = leader.asked.length;
    other.store.apply([{ ...active, status: "canceled", updated_at: at(9) }, sampleRun("c", { created_at: at(20) })]);
    await setup.until(() => leader.store.get("c") !== undefined && third.store.get("c") !== undefined);
    assert.deepEqual([leader, third].map(({ store }) => store.get("a")?.status), ["canceled", "canceled"]);
    assert.equal(leader.asked.length, asked);
  });

  it("keep for themselves what they load of older runs", async () => {
    const { leader, other } = await two();
    other.store.apply([sampleRun("old", { status: "failed", created_at: at(-5_000) }), sampleRun("c", { created_at: at(20) })]);
    await setup.until(() => leader.store.get("c") !== undefined);
    assert.equal(leader.store.get("old"), undefined);
  });

  it("forget what the service does not know any more", async () => {
    const { other } = await two();
    setup.service.remove("a");
    await setup.until(() => other.store.get("a") === undefined);
  });

  it("ask themselves where a person wants it", async () => {
    const { other } = await two();
    await other.feed.refresh();
    assert.notDeepEqual(other.asked, []);
  });

  it("say all why the service cannot be asked, and that it can again", async () => {
    const { leader, other } = await two();
    setup.service.failure = new Error("No way there.");
    await setup.until(() => other.feed.state.kind === "stale");
    const { state } = other.feed;
    assert.ok(state.kind === "stale" && state.error instanceof Error);
    assert.deepEqual([state.error.message, state.since], ["No way there.", leader.feed.state.kind === "stale" ? leader.feed.state.since : 0]);
    setup.service.failure = undefined;
    await setup.until(() => other.feed.state.kind === "fresh");
  });

  it("have another one that leads as soon as the first is closed", async () => {
    const { leader, other } = await two();
    const began = setup.clock.now();
    leader.close();
    await setup.until(() => other.sharing.isLeader);
    assert.ok(setup.clock.now() - began < 2_500 + 100);
    assert.deepEqual(await readFile(join(setup.folder, "leader.lock"), "utf8"), "window-2");
  });

  it("have another one that leads within 15 seconds where the first has died", async () => {
    const { leader, other } = await two();
    const began = setup.clock.now();
    // What is left of it are its files.
    const lock = await readFile(join(setup.folder, "leader.lock"));
    leader.close();
    await writeFile(join(setup.folder, "leader.lock"), lock);
    await setup.until(() => other.sharing.isLeader);
    assert.ok(setup.clock.now() - began <= 15_000, `${setup.clock.now() - began} ms`);
    setup.service.set(sampleRun("c", { created_at: at(20) }));
    await setup.until(() => other.store.get("c") !== undefined);
  });

  it("go on as one where the first was only asleep", async () => {
    const { leader, other } = await two();
    await writeFile(join(setup.folder, "leader.lock"), "window-2");
    const seconds = setup.clock.now() / 1000;
    await utimes(join(setup.folder, "leader.lock"), seconds, seconds);
    await setup.until(() => other.sharing.isLeader && !leader.sharing.isLeader);
  });

  it("ask each for itself where they cannot meet, and say so once", async () => {
    await writeFile(join(setup.folder, "file"), "");
    const [one, another] = [setup.open(join(setup.folder, "file")), setup.open(join(setup.folder, "file"))];
    await Promise.all([one.start(), another.start()]);
    for (const window of [one, another]) {
      assert.deepEqual([window.store.size, window.said.length], [2, 1]);
      assert.match(window.said[0] ?? "", /^Runs cannot be shared with other windows, so this one asks for itself\. /);
    }
  });

  it("ask each for itself, and say so once, where what they share can no longer be written", async () => {
    const { leader, other } = await two();
    // Nothing can be renamed onto a folder that has something in it.
    for (const name of ["status.json", "runs.json"]) {
      await rm(join(setup.folder, name));
      await mkdir(join(setup.folder, name, "in the way"), { recursive: true });
    }
    await setup.until(() => leader.said.length > 0 && other.said.length > 0);
    await setup.until(timePasses(setup, 30_000));
    assert.deepEqual([leader.said.length, other.said.length, other.sharing.isLeader], [1, 1, true]);
    assert.notDeepEqual(other.asked, []);
  });

  it("ask each for itself where what was shared is taken away, and nothing comes back", async () => {
    const { other } = await two();
    await rm(setup.folder, { recursive: true, maxRetries: 5 });
    await setup.until(() => other.sharing.isLeader && other.asked.length > 0);
    assert.deepEqual(other.said, []);
    await assert.rejects(readdir(setup.folder), { code: "ENOENT" });
  });
});

describe("what is kept on disk", function () {
  this.timeout(60_000);
  let setup: Setup;
  beforeEach(async () => (setup = await windowsSetup(active, finished)));
  afterEach(() => setup.close());

  it("is shown with its time where the service cannot be reached at the start", async () => {
    const first = setup.open();
    await first.start();
    const knownAt = setup.clock.now();
    await written(setup);
    first.close();
    setup.service.failure = new Error("No way there.");
    const second = setup.open();
    await second.start();
    assert.equal(second.store.size, 2);
    const { state } = second.feed;
    assert.ok(state.kind === "stale");
    assert.equal(state.since, knownAt);
  });

  it("gives way to what the service says, with the first answer", async () => {
    const first = setup.open();
    await first.start();
    await written(setup);
    first.close();
    setup.service.remove("b");
    setup.service.set({ ...active, status: "failed", updated_at: at(50) });
    const second = setup.open();
    await second.start();
    assert.deepEqual(second.store.newest().map(({ id, status }) => [id, status]), [["a", "failed"]]);
  });

  it("is what lists tell of runs, and no more of them", async () => {
    const window = setup.open();
    await window.start();
    window.store.apply([Object.assign({}, sampleRun("c", { created_at: at(20) }), { input: { pin: "1234" }, output: { balance: 7 } })]);
    await setup.until(timePasses(setup, 1_000));
    const texts = await Promise.all((await readdir(setup.folder)).map(name => readFile(join(setup.folder, name), "utf8")));
    assert.ok(texts.some(text => text.includes('"c"')));
    assert.ok(!texts.some(text => /pin|1234|balance|input"|output"/.test(text)));
  });

  it("is for nobody else on this machine", async () => {
    const window = setup.open(join(setup.folder, "own"));
    await window.start();
    await written(setup, "own");
    const modes = await Promise.all(["own", "own/runs.json", "own/status.json"].map(async name => (await stat(join(setup.folder, name))).mode & 0o77));
    assert.deepEqual(modes, [0, 0, 0]);
  });

  it("does no harm where it is broken or of another version", async () => {
    await writeFile(join(setup.folder, "status.json"), '{"version":2}');
    await writeFile(join(setup.folder, "runs.json"), "{");
    await chmod(setup.folder, 0o700);
    const window = setup.open();
    await window.start();
    assert.deepEqual([window.store.size, window.said], [2, []]);
  });
});

/** What the window that leads knows is on disk: real files take their time, whatever the clock of the test says. */
async function written(setup: Setup, name = "."): Promise<void> {
  await setup.until(timePasses(setup, 200));
  await eventually(() => stat(join(setup.folder, name, "status.json")));
}

function timePasses({ clock }: Setup, ms: number): () => boolean {
  const end = clock.now() + ms;
  return () => clock.now() >= end;
}

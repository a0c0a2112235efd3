import assert from "node:assert/strict";
import type { Act } from "../../../src/api/actLog.ts";
import { ApiError } from "../../../src/api/apiError.ts";
import { Journal } from "../../../src/host/journal.ts";
import { JournalClaims } from "../../../src/host/journalClaims.ts";
import type { Profile } from "../../../src/host/profile.ts";
import { FakeClock } from "../../support/fakeClock.ts";
import { temporaryFolder } from "../../support/process/temporaryFolder.ts";
import { turn } from "../../support/turn.ts";

const profile: Profile = { id: "deck", name: "Deck", kind: "deck", baseUrl: "https://deck.example/v2" };
const start: Act = { method: "POST", route: "/tasks/{id}/run", id: "task_1", idempotencyKey: "key-1", body: { input: { city: "Oslo" } } };
const lost = new ApiError({ kind: "unreachable", obstacle: "reset" }, "The connection was cut.");
const refused = new ApiError({ kind: "conflict" }, "No.");

/** What the editor keeps; shared by all windows. */
class Secrets {
  readonly kept = new Map<string, string>();
  writes = 0;
  async keys(): Promise<string[]> {
    return [...this.kept.keys()];
  }
  async get(name: string): Promise<string | undefined> {
    return this.kept.get(name);
  }
  async store(name: string, value: string): Promise<void> {
    this.writes += 1;
    await turn();
    this.kept.set(name, value);
  }
  async delete(name: string): Promise<void> {
    this.kept.delete(name);
  }
}

async function setup() {
  const folder = await temporaryFolder("journal");
  const secrets = new Secrets();
  const clock = new FakeClock();
  const broken: unknown[] = [];
  let windows = 0;
  const window = (pid = process.pid, machine = "here"): Journal =>
    new Journal({
      secrets,
      claims: new JournalClaims(folder.path),
      clock,
      owner: { id: `window-${++windows}`, machine, pid },
      tellBroken: error => broken.push(error),
    });
  const text = (): string => [...secrets.kept.values()].join();
  return { secrets, clock, window, text, broken, [Symbol.asyncDispose]: () => folder.close() };
}

const keysOf = async (journal: Journal, of = profile): Promise<string[]> => (await journal.takeLeft(of)).acts.map(({ key }) => key);

describe("the journal of acts", () => {
  it("keeps an act before it is sent, and nothing once it is answered", async () => {
    await using test = await setup();
    const log = test.window().logFor(profile);
    await log.begin(start);
    assert.match(test.text(), /Oslo/);
    log.end(start);
    await turn();
    assert.equal(test.secrets.kept.size, 0);
  });

  it("leaves to one other window what a dead one did not finish", async () => {
    await using test = await setup();
    await test.window().logFor(profile).begin(start);
    const [one, other] = [test.window(), test.window()];
    const [ofOne, ofOther] = await Promise.all([keysOf(one), keysOf(other)]);
    assert.deepEqual([...ofOne, ...ofOther], ["key-1"]);
    // Whoever was quicker is not given it twice.
    assert.deepEqual(await keysOf(ofOne.length > 0 ? one : other), []);
  });

  it("does not touch what a living window waits for", async () => {
    await using test = await setup();
    await test.window(process.ppid).logFor(profile).begin(start);
    assert.deepEqual(await test.window().takeLeft(profile), { acts: [], othersLive: true });
  });

  it("takes a window of another machine for dead when it is silent", async () => {
    await using test = await setup();
    const remote = test.window(1, "there");
    await remote.logFor(profile).begin(start);
    const here = test.window();
    await test.clock.play(60_000);
    assert.deepEqual(await keysOf(here), [], "it goes on saying that it lives");
    remote.dispose();
    await test.clock.play(31_000);
    assert.deepEqual(await keysOf(here), ["key-1"]);
  });

  it("hands acts only to the profile and the service that they were for", async () => {
    await using test = await setup();
    await test.window().logFor(profile).begin(start);
    const next = test.window();
    assert.deepEqual(await keysOf(next, { ...profile, baseUrl: "https://elsewhere.example/v2" }), []);
    assert.deepEqual(await keysOf(next, { ...profile, id: "other" }), []);
    assert.deepEqual(await keysOf(next), ["key-1"]);
  });

  it("knows the key of a start that was lost, for one like it", async () => {
    await using test = await setup();
    const journal = test.window();
    const log = journal.logFor(profile);
    await log.begin(start);
    assert.equal(journal.keyOfLost(profile, "task_1", start.body), undefined, "it is under way");
    log.end(start, lost);
    assert.equal(journal.keyOfLost(profile, "task_1", start.body), "key-1");
    assert.equal(journal.keyOfLost(profile, "task_1", { input: { city: "Bergen" } }), undefined);
    log.end(start, refused);
    assert.equal(journal.keyOfLost(profile, "task_1", start.body), undefined);
  });

  it("keeps neither answers nor secrets of credentials", async () => {
    await using test = await setup();
    const log = test.window().logFor(profile);
    await log.begin({ method: "POST", route: "/task-runs/{id}/interaction", id: "trun_1", idempotencyKey: "key-2", body: { input: { code: "hush" } } });
    await log.begin({ method: "PATCH", route: "/credentials/{id}", id: "cred_1", idempotencyKey: "key-3", body: { auth_credentials: { password: "hush" } } });
    assert.match(test.text(), /key-3/);
    assert.doesNotMatch(test.text(), /hush/);
  });

  it("writes many acts at once together", async () => {
    await using test = await setup();
    const log = test.window().logFor(profile);
    const cancel = (n: number): Act => ({ method: "POST", route: "/task-runs/{id}/cancel", id: `trun_${n}`, idempotencyKey: `key-${n}` });
    await Promise.all(Array.from({ length: 200 }, (_, n) => log.begin(cancel(n))));
    assert.ok(test.secrets.writes <= 3, `${test.secrets.writes} writes`);
  });

  it("lets acts happen where nothing can be kept, and says so once", async () => {
    await using test = await setup();
    test.secrets.store = () => Promise.reject(new Error("There is no keyring."));
    const log = test.window().logFor(profile);
    await log.begin(start);
    await log.begin({ ...start, idempotencyKey: "key-2" });
    assert.equal(test.broken.length, 1);
  });

  it("clears away what it cannot read, and what is a week old", async () => {
    await using test = await setup();
    test.secrets.kept.set("deck.acts.odd", "no record");
    await test.window().logFor(profile).begin(start);
    test.clock.advance(8 * 24 * 3_600_000);
    assert.deepEqual(await keysOf(test.window()), []);
    assert.equal(test.secrets.kept.size, 0);
  });
});

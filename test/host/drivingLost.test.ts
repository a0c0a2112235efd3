import assert from "node:assert/strict";
import { hostname } from "node:os";
import * as vscode from "vscode";
import { clientFor } from "../../src/host/clientFor.ts";
import { Journal } from "../../src/host/journal.ts";
import { JournalClaims } from "../../src/host/journalClaims.ts";
import type { Profile } from "../../src/host/profile.ts";
import type { StartingRun } from "../../src/runs/starting/startingRuns.ts";
import { temporaryFolder } from "../support/process/temporaryFolder.ts";
import { eventually } from "./support/eventually.ts";
import { type Act, person, type Seen } from "./support/person.ts";
import { type SignedIn, signedIn } from "./support/signedIn.ts";
import { treeText } from "./support/treeText.ts";

/** For the attempt and its repetitions: the service acts, and nobody hears of it. */
const answerLost = { method: "POST", path: "/v2/tasks/*/run", cut: "after", times: 3 };

describe("a start whose answer is lost", function () {
  this.timeout(120_000);
  let signed: SignedIn;
  before(async () => (signed = await signedIn()));
  after(() => signed.close());

  const profile = async (): Promise<Profile> => (await signed.app.connection.ensure()).profile;
  const keptActs = async (): Promise<string[]> => (await signed.secrets.keys()).filter(name => name.startsWith("deck.acts."));
  const task = (name: string): Promise<string> => signed.deck.task(name, [{ step: "complete", output: "{{input.n}}", result: "success" }], { input_schema: { type: "object", required: ["n"], properties: { n: { type: "integer" } } } });

  /** A client of a window that is gone: what it keeps stays when nobody answers it. */
  const deadWindow = async () => {
    const folder = await temporaryFolder("claims");
    const owner = { id: crypto.randomUUID(), machine: hostname(), pid: process.pid };
    let ageMs = 0;
    const clock = { now: () => Date.now() - ageMs, after: () => ({ dispose: () => undefined }) };
    const journal = new Journal({ secrets: signed.secrets, claims: new JournalClaims(folder.path), clock, owner, tellBroken: error => assert.fail(String(error)) });
    const client = clientFor(await profile(), signed.deck.key).keeping(journal.logFor(await profile()));
    return { client, age: (ms: number) => (ageMs = ms), close: () => folder.close() };
  };
  const reopened = async (...acts: Act[]): Promise<readonly Seen[]> => {
    const somebody = person({ type: signed.deck.key }, ...acts);
    await vscode.commands.executeCommand("deck.key.signOut");
    await vscode.commands.executeCommand("deck.key.use");
    await signed.app.connection.ensure();
    await eventually(async () => assert.deepEqual([await keptActs(), somebody.toDo], [[], []]));
    somebody.done();
    return somebody.seen.filter(({ kind }) => kind === "message");
  };

  it("is found again by the person who tries again, and kept nowhere after that", async () => {
    const id = await task("Tried again");
    await signed.deck.fault(answerLost);
    const somebody = person({ pick: "Tried again" }, { type: "7" }, { press: "Find or Start It" });
    const run: unknown = await vscode.commands.executeCommand("deck.runs.start");
    somebody.done();
    assert.match(somebody.seen.at(-1)?.text ?? "", /^It is not known whether the run of "Tried again" began\. /);
    assert.deepEqual(await signed.deck.runIds(id), [run]);
    await eventually(async () => assert.deepEqual(await keptActs(), []));
  });

  it("stands in the tree until it is tried again or forgotten", async () => {
    const id = await task("In the tree");
    const starting = (): readonly StartingRun[] => signed.app.starting.of(signed.app.connection.session?.profile.id ?? "");
    const lose = async (cut: "before" | "after"): Promise<unknown> => {
      await signed.deck.fault({ ...answerLost, cut });
      const somebody = person({ type: "7" }, { press: "nothing" });
      await vscode.commands.executeCommand("deck.runs.start", { task: id });
      somebody.done();
      assert.match(await treeText(signed.view.tree), /^In the tree \| not known whether it began$/m);
      return { kind: "starting", key: starting()[0]?.key };
    };
    await vscode.commands.executeCommand("deck.runs.forgetLost", await lose("before"));
    assert.deepEqual([starting(), await signed.deck.runIds(id)], [[], []]);
    await eventually(async () => assert.deepEqual(await keptActs(), []));

    const node = await lose("after");
    // Again without an answer: it stays, and says so.
    await signed.deck.fault(answerLost);
    const again = person();
    await vscode.commands.executeCommand("deck.runs.findLost", node);
    again.done();
    assert.match(again.seen[0]?.text ?? "", /^Finding the run failed\. /);
    assert.match(await treeText(signed.view.tree), /^In the tree \| not known whether it began$/m);

    await vscode.commands.executeCommand("deck.runs.findLost", node);
    assert.deepEqual([starting(), (await signed.deck.runIds(id)).length], [[], 1]);
  });

  it("is found when the same is started once more", async () => {
    const id = await task("Once more");
    await signed.deck.fault(answerLost);
    const first = person({ pick: "Once more" }, { type: "7" }, { press: "nothing" });
    await vscode.commands.executeCommand("deck.runs.start");
    first.done();
    const [begun = ""] = await signed.deck.runIds(id);
    const { client } = await signed.app.connection.ensure();
    // Then its session is open, and offered.
    await eventually(async () => assert.equal((await client.runs.get(begun)).status, "completed"));
    const second = person({ pick: "Once more" }, { pick: "$(circle-slash) No account needed" }, { pick: "$(edit) New input" }, { type: "7" });
    const run: unknown = await vscode.commands.executeCommand("deck.runs.start");
    second.done();
    assert.deepEqual(await signed.deck.runIds(id), [run]);
  });

  it("is found by the next window, which says so", async () => {
    const id = await task("Next window");
    await signed.deck.fault(answerLost);
    const dead = await deadWindow();
    await assert.rejects(dead.client.runs.start(id, { input: { n: 3 } }));
    assert.equal((await keptActs()).length, 1);
    const seen = await reopened({ press: "Open Run" });
    const ids = await signed.deck.runIds(id);
    assert.equal(ids.length, 1);
    assert.equal(seen[0]?.text.startsWith(`The answer about a run of "Next window" was lost when a window closed. The run is there, once: …${ids[0]?.slice(-4)}`), true, seen[0]?.text);
    await dead.close();
  });

  it("begins in the next window where it had never arrived", async () => {
    const id = await task("Never arrived");
    await signed.deck.fault({ ...answerLost, cut: "before" });
    const dead = await deadWindow();
    await assert.rejects(dead.client.runs.start(id, { input: { n: 3 } }));
    assert.deepEqual(await signed.deck.runIds(id), []);
    await reopened({ press: "Open Run" });
    assert.equal((await signed.deck.runIds(id)).length, 1);
    await dead.close();
  });

  it("is asked about where it was long ago", async () => {
    const id = await task("Long ago");
    await signed.deck.fault({ ...answerLost, cut: "before" });
    const dead = await deadWindow();
    dead.age(3_600_000);
    await assert.rejects(dead.client.runs.start(id, { input: { n: 3 } }));
    const seen = await reopened({ press: "Forget" });
    assert.match(seen[0]?.text ?? "", /^It is not known whether a run of "Long ago" began/);
    assert.deepEqual(await signed.deck.runIds(id), []);
    await dead.close();
  });

  it("is not begun by a message that is still in sight when it was forgotten in the tree", async () => {
    const id = await task("Forgotten meanwhile");
    const lost = (): readonly StartingRun[] => signed.app.starting.of(signed.app.connection.session?.profile.id ?? "");
    const forget = async (): Promise<void> => {
      await eventually(() => assert.ok(lost()[0]?.lost));
      await vscode.commands.executeCommand("deck.runs.forgetLost", { kind: "starting", key: lost()[0]?.key });
    };
    const meanwhile = /^Nothing was sent: the run of "Forgotten meanwhile" was found, is being looked for, or was forgotten in the tree meanwhile\.$/;
    await signed.deck.fault({ ...answerLost, cut: "before" });
    const dead = await deadWindow();
    dead.age(3_600_000);
    await assert.rejects(dead.client.runs.start(id, { input: { n: 3 } }));
    const gone = Promise.withResolvers<void>();
    const somebody = person({ type: signed.deck.key }, { press: "Find or Start It", after: gone.promise });
    await vscode.commands.executeCommand("deck.key.signOut");
    await vscode.commands.executeCommand("deck.key.use");
    await forget();
    gone.resolve();
    await eventually(() => assert.match(somebody.seen.at(-1)?.text ?? "", meanwhile));
    somebody.done();

    await signed.deck.fault({ ...answerLost, cut: "before" });
    const late = Promise.withResolvers<void>();
    const other = person({ type: "7" }, { press: "Find or Start It", after: late.promise });
    const starting = vscode.commands.executeCommand("deck.runs.start", { task: id });
    await forget();
    late.resolve();
    await starting;
    other.done();
    assert.match(other.seen.at(-1)?.text ?? "", meanwhile);
    assert.deepEqual(await signed.deck.runIds(id), []);
    await dead.close();
  });

  it("is nobody's business when it was refused", async () => {
    const id = await task("Refused");
    const dead = await deadWindow();
    await assert.rejects(dead.client.runs.start(id, { input: { n: "three" } }));
    await eventually(async () => assert.deepEqual(await keptActs(), []));
    await dead.close();
  });

  it("keeps no answers to questions", async () => {
    const dead = await deadWindow();
    await signed.deck.fault({ method: "POST", path: "/v2/task-runs/*", cut: "before", delay_ms: 20_000 });
    let isOver = false;
    void dead.client.runs.answer("trun_0123456789abcdef", { code: "amber-lane" }).catch(() => (isOver = true));
    await eventually(async () => assert.equal((await keptActs()).length, 1));
    const [name = ""] = await keptActs();
    const text = (await signed.secrets.get(name)) ?? "";
    assert.match(text, /interaction/);
    assert.doesNotMatch(text, /amber-lane/);
    await eventually(async () => {
      await signed.deck.advance(20_000);
      assert.ok(isOver);
    });
    await dead.close();
  });
});

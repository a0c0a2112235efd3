import assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually } from "./support/eventually.ts";
import { tellOfRuns } from "./support/noticeSettings.ts";
import { person } from "./support/person.ts";
import { signedIn, type SignedIn } from "./support/signedIn.ts";
import { treeText } from "./support/treeText.ts";

const ask = { step: "ask" as const, type: "mfa", message: "Enter the code.", fields: [{ name: "code", label: "Code" }] };
const fail = { step: "fail" as const, type: "source", code: "blocked", message: "The site stopped the run." };
const done = { step: "complete" as const, result: "success" as const };

/** What was said until now, as plain texts. */
function said({ seen }: ReturnType<typeof person>): string[] {
  return seen.filter(({ kind }) => kind === "message").map(({ text }) => text);
}

describe("notifications", () => {
  let signed: SignedIn;
  // Asked for only, runs are known when the test wants it.
  const push = (value: boolean | undefined) => vscode.workspace.getConfiguration("deck").update("runs.push", value, vscode.ConfigurationTarget.Global);
  before(() => Promise.all([tellOfRuns(true), push(false)]));
  after(() => Promise.all([tellOfRuns(false), push(undefined)]));
  beforeEach(async () => {
    signed = await signedIn();
    await beginning();
  });
  afterEach(async () => {
    await signed.close();
    await vscode.workspace.getConfiguration("deck").update("notify.mutedTasks", undefined, vscode.ConfigurationTarget.Global);
  });

  /** What comes from now on is news. */
  const beginning = async (): Promise<void> => (await signed.app.connection.ensure()).feed.refresh();
  const tree = (expected: RegExp): Promise<void> => eventually(async () => assert.match(await treeText(signed.view.tree), expected));

  /** The window learns of these runs, and that they ask something, by one and the same answer. */
  const allAtOnce = async (tasks: readonly string[]): Promise<void> => {
    const { deck, app } = signed;
    const { feed } = await app.connection.ensure();
    await deck.fault({ method: "GET", path: "/v2/task-runs*", delay_ms: 20_000 });
    const refreshing = feed.refresh();
    await eventually(async () => assert.deepEqual(await deck.faults(), []));
    const ids = await Promise.all(tasks.map(task => deck.run(task)));
    for (const id of ids) await eventually(async () => assert.equal((await deck.get(`/task-runs/${id}`))["status"], "interaction_required"));
    await deck.advance(20_000);
    await refreshing;
  };

  it("tell of what happens as soon as the first answer is here", async () => {
    const { deck, app } = signed;
    const id = await deck.run(await deck.task("Checked", [{ step: "hang" }]));
    await vscode.commands.executeCommand("deck.key.signOut");
    await deck.fault({ method: "GET", path: "/v2/task-runs*", delay_ms: 20_000 });
    const somebody = person({ type: deck.key }, "leave");
    await vscode.commands.executeCommand("deck.key.use");
    const { feed, store } = await app.connection.ensure();
    const listening = feed.onDidAsk(() => {
      listening.dispose();
      const run = store.get(id) ?? assert.fail("the answer is without the run");
      store.apply([{ ...run, status: "review_required", updated_at: new Date(Date.parse(run.updated_at) + 60_000).toISOString() }]);
    });
    await eventually(async () => assert.deepEqual(await deck.faults(), []));
    await deck.advance(20_000);
    await eventually(() => assert.deepEqual(said(somebody), ['"Checked" waits for your review.']));
    somebody.done();
  });

  it("tell of a question once, and lead to the answer", async () => {
    const { deck } = signed;
    const somebody = person({ press: "Answer" }, { type: "123456" });
    await deck.run(await deck.task("Sign in", [ask, done]));
    await tree(/^Completed \| 1\n {2}Sign in/);
    somebody.done();
    assert.deepEqual(said(somebody), ['"Sign in" asks: Enter the code.']);
  });

  it("tell of many at once in one sentence", async () => {
    const { deck } = signed;
    const task = await deck.task("Sign in", [ask, done]);
    const somebody = person({ press: "Show Runs" });
    await allAtOnce([task, task, task, task, task]);
    await eventually(() => assert.deepEqual(said(somebody), ["5 runs need you: Sign in (5)."]));
    somebody.done();
  });

  it("leave all the tasks alone of which they told in one sentence", async () => {
    const { deck } = signed;
    const tasks = await Promise.all(["Sign in", "Pay"].map(name => deck.task(name, [ask, done])));
    const somebody = person({ press: "Not for These Tasks" });
    await allAtOnce([...tasks, ...tasks]);
    await eventually(() => assert.deepEqual(new Set(vscode.workspace.getConfiguration("deck").get<string[]>("notify.mutedTasks")), new Set(tasks)));
    somebody.done();
  });

  it("leave a task alone from which nothing is wanted", async () => {
    const { deck } = signed;
    const task = await deck.task("Sign in", [ask, done]);
    const somebody = person({ press: "Not for This Task" }, "leave");
    await deck.run(task);
    await eventually(() => assert.deepEqual(vscode.workspace.getConfiguration("deck").get("notify.mutedTasks"), [task]));
    await deck.run(task);
    await deck.run(await deck.task("Pay", [ask, done]));
    await eventually(() => assert.deepEqual(said(somebody), ['"Sign in" asks: Enter the code.', '"Pay" asks: Enter the code.']));
    somebody.done();
  });

  it("tell of the failure of a run that was begun here, not of others", async () => {
    const { deck } = signed;
    const task = await deck.task("Broken", [fail]);
    const id = await deck.run(task);
    await tree(/^Failed \| 1\n/);
    const somebody = person("leave");
    await vscode.commands.executeCommand("deck.runs.again", { id });
    await eventually(() => assert.deepEqual(said(somebody), ['"Broken" has failed: The site stopped the run.']));
    somebody.done();
  });

  it("tell of the end of a watched run, once", async () => {
    const { deck } = signed;
    const somebody = person("leave", { press: "Open" });
    const id = await deck.run(await deck.task("Checked", [{ step: "review" }, done]));
    const review = '"Checked" waits for your review.';
    await eventually(() => assert.deepEqual(said(somebody), [review]));
    await vscode.commands.executeCommand("deck.runs.watch", { id });
    await tree(/Checked \| .* · watched$/);
    await deck.control(`/task-runs/${id}/approve`, {});
    await eventually(() => assert.deepEqual(said(somebody), [review, '"Checked" has completed: success']));
    somebody.done();
    await tree(/^Completed \| 1\n {2}Checked \| AGE · ID$/);
  });

  it("tell of the end of a watched run that ended while no window looked", async () => {
    const { deck, app } = signed;
    const id = await deck.run(await deck.task("Checked", [{ step: "review" }, done]));
    await tree(/^Needs you \| 1\n {2}Checked/);
    await vscode.commands.executeCommand("deck.runs.watch", { id });
    await vscode.commands.executeCommand("deck.key.signOut");
    await tree(/^Needs you \| 4\n/);
    await deck.control(`/task-runs/${id}/approve`, {});
    await eventually(async () => assert.equal((await deck.get(`/task-runs/${id}`))["status"], "completed"));
    const somebody = person({ type: deck.key }, { press: "Open" });
    await vscode.commands.executeCommand("deck.key.use");
    await eventually(() => assert.deepEqual(said(somebody), ['"Checked" has completed: success']));
    somebody.done();
    assert.equal(app.watched.has(id), false);
  });

  it("say nothing of what was so before the window came", async () => {
    const { deck } = signed;
    const task = await deck.task("Sign in", [ask, done]);
    await vscode.commands.executeCommand("deck.key.signOut");
    await tree(/^Needs you \| 4\n/);
    const id = await deck.run(task);
    await eventually(async () => assert.equal((await deck.get(`/task-runs/${id}`))["status"], "interaction_required"));
    const somebody = person({ type: deck.key }, "leave");
    await vscode.commands.executeCommand("deck.key.use");
    await tree(/^Needs you \| 1\n {2}Sign in/);
    await beginning();
    // Whoever spoke of the old one would have spoken by the time the new one is told of.
    await deck.run(await deck.task("Pay", [ask, done]));
    await eventually(() => assert.deepEqual(said(somebody), ['"Pay" asks: Enter the code.']));
    somebody.done();
  });
});

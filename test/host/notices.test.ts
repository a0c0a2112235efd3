import assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually } from "./support/eventually.ts";
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
  beforeEach(async () => (signed = await signedIn()));
  afterEach(async () => {
    await signed.close();
    await vscode.workspace.getConfiguration("deck").update("notify.mutedTasks", undefined, vscode.ConfigurationTarget.Global);
  });

  const tree = (expected: RegExp): Promise<void> => eventually(async () => assert.match(await treeText(signed.view.tree), expected));

  it("tell of a question once, and lead to the answer", async () => {
    const { deck } = signed;
    await tree(/^$/);
    const somebody = person({ press: "Answer" }, { type: "123456" });
    await deck.run(await deck.task("Sign in", [ask, done]));
    await tree(/^Completed \| 1\n {2}Sign in/);
    somebody.done();
    assert.deepEqual(said(somebody), ['"Sign in" asks: Enter the code.']);
  });

  it("tell of many at once in one sentence", async () => {
    const { deck } = signed;
    await tree(/^$/);
    const task = await deck.task("Sign in", [ask, done]);
    const somebody = person({ press: "Show Runs" });
    await Promise.all(Array.from({ length: 5 }, () => deck.run(task)));
    await eventually(() => assert.deepEqual(said(somebody), ["5 runs need you: Sign in (5)."]));
    somebody.done();
  });

  it("leave all the tasks alone of which they told in one sentence", async () => {
    const { deck } = signed;
    await tree(/^$/);
    const tasks = await Promise.all(["Sign in", "Pay"].map(name => deck.task(name, [ask, done])));
    const somebody = person({ press: "Not for These Tasks" });
    await Promise.all([...tasks, ...tasks].map(task => deck.run(task)));
    await eventually(() => assert.deepEqual(new Set(vscode.workspace.getConfiguration("deck").get<string[]>("notify.mutedTasks")), new Set(tasks)));
    somebody.done();
  });

  it("leave a task alone from which nothing is wanted", async () => {
    const { deck } = signed;
    await tree(/^$/);
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
    await tree(/^$/);
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
    const id = await deck.run(await deck.task("Checked", [{ step: "review" }, done]));
    await tree(/^Needs you \| 1\n {2}Checked/);
    await vscode.commands.executeCommand("deck.runs.watch", { id });
    await tree(/Checked \| .* · watched$/);
    const somebody = person({ press: "Open" });
    await deck.control(`/task-runs/${id}/approve`, {});
    await eventually(() => assert.deepEqual(said(somebody), ['"Checked" has completed: success']));
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
    const back = person({ type: deck.key });
    await vscode.commands.executeCommand("deck.key.use");
    await tree(/^Needs you \| 1\n {2}Sign in/);
    // Whoever spoke of the old one would have spoken by the time the new one is told of.
    await deck.run(await deck.task("Pay", [ask, done]));
    back.done();
    const somebody = person("leave");
    await eventually(() => assert.deepEqual(said(somebody), ['"Pay" asks: Enter the code.']));
    somebody.done();
  });
});

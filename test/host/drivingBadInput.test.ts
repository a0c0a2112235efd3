import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { JsonSchema } from "../../src/api/schemas/wire.ts";
import { eventually } from "./support/eventually.ts";
import { type Act, person } from "./support/person.ts";
import { rewriting } from "./support/rewriting.ts";
import { type SignedIn, signedIn } from "./support/signedIn.ts";
import { treeText } from "./support/treeText.ts";

const done = { step: "complete" as const };
const involved = { type: "object", required: ["list"], properties: { list: { type: "array" } } };
const code = { step: "ask" as const, type: "mfa", message: "Enter the code.", fields: [{ name: "code", label: "Code" }] };

/** The texts of all messages that a command led to. */
async function saidBy(command: string, argument: unknown, ...acts: Act[]): Promise<string[]> {
  const somebody = person(...acts);
  await vscode.commands.executeCommand(command, argument);
  somebody.done();
  return somebody.seen.filter(({ kind }) => kind === "message").map(({ text }) => text);
}

/** The input of a task that is asked for as a document, with another text in it. */
async function openedInput(task: string, text: string, ...acts: Act[]): Promise<vscode.Uri> {
  const before = vscode.window.activeTextEditor?.document.uri.path;
  assert.deepEqual(await saidBy("deck.runs.start", { task }, ...acts), []);
  const editor = await eventually(() => {
    const active = vscode.window.activeTextEditor;
    return active?.document.uri.scheme === "deck-input" && active.document.uri.path !== before ? active : assert.fail("no other input is in front");
  });
  await editor.edit(edit => edit.replace(new vscode.Range(0, 0, 99, 0), text));
  return editor.document.uri;
}

describe("driving what is not as it should be", function () {
  this.timeout(120_000);
  let signed: SignedIn;
  beforeEach(async () => (signed = await signedIn()));
  afterEach(() => signed.close());

  const client = async () => (await signed.app.connection.ensure()).client;
  const tree = (expected: RegExp): Promise<void> => eventually(async () => assert.match(await treeText(signed.view.tree), expected));

  const schemas: [title: string, schema: JsonSchema][] = [
    ["no type", { required: ["a"], properties: { a: {} } }],
    ["a reference", { $ref: "#/$defs/input", $defs: { input: { type: "object", required: ["a"], properties: { a: { type: "string" } } } } }],
    ["a choice of schemas", { oneOf: [{ required: ["a"] }, { required: ["b"] }], properties: { a: { type: "string" } } }],
    ["itself in it", { type: "object", properties: { a: { type: "string" }, next: { $ref: "#" } } }],
  ];
  for (const [title, input_schema] of schemas) {
    it(`takes the input for a schema with ${title} in an editor, and runs it`, async () => {
      const task = await signed.deck.task("Odd", [done], { input_schema });
      await vscode.commands.executeCommand("deck.input.run", await openedInput(task, '{ "a": "x" }'));
      const [id = ""] = await signed.deck.runIds(task);
      assert.deepEqual((await (await client()).runs.get(id, ["input"])).input, { a: "x" });
    });
  }

  it("takes the input for a schema that is none in an editor, and leaves it to the service", async () => {
    const task = await signed.deck.task("No schema", [done], { input_schema: { properties: { a: { title: "WISH" } } } });
    const between = await rewriting(signed.deck.url);
    between.rewrite(/"title":"WISH"/g, '"type":"wish","pattern":"("');
    await eventually(async () => assert.notEqual((await signed.app.connection.ensure()).profile.baseUrl, signed.deck.url));
    await vscode.commands.executeCommand("deck.input.run", await openedInput(task, '{ "a": "x" }'));
    assert.equal((await signed.deck.runIds(task)).length, 1);
    await between.close();
  });

  it("takes no input away where a ninth is begun, and has room again when one is closed", async () => {
    const task = await signed.deck.task("Many", [done], { input_schema: involved });
    const texts = Array.from({ length: 8 }, (_, place) => `{ "list": [${place}] }`);
    const uris: vscode.Uri[] = [];
    for (const text of texts) uris.push(await openedInput(task, text));
    const said = await saidBy("deck.runs.start", { task });
    assert.deepEqual(said, ["Running the task failed. 8 inputs are open, and there cannot be more. Run or close one of them, and then start again."]);
    const kept = await Promise.all(uris.map(async uri => (await vscode.workspace.openTextDocument(uri)).getText()));
    assert.deepEqual(kept, texts);
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    await openedInput(task, '{ "list": [8] }');
    assert.equal((await vscode.workspace.openTextDocument(uris[0] ?? assert.fail())).getText(), texts[0]);
  });

  it("says that the task was deleted between choosing and running, keeps the input, and shows no run", async () => {
    const task = await signed.deck.task("Short-lived", [done], { input_schema: involved });
    const uri = await openedInput(task, '{ "list": [1] }');
    await (await client()).tasks.delete(task);
    const said = await saidBy("deck.input.run", uri);
    assert.deepEqual(said, ['Running the task failed. The task "Short-lived" was deleted meanwhile, so nothing was run. Choose another task.']);
    assert.equal(vscode.window.activeTextEditor?.document.getText(), '{ "list": [1] }');
    await tree(/^$/);
  });

  it("says that the account was deleted between choosing and running", async () => {
    const source = await signed.deck.post("/sources", { type: "website", website: { url: "https://bank.test" }, name: "Bank" });
    const task = await signed.deck.task("Signs in", [done], { input_schema: involved });
    const uri = await openedInput(task, '{ "list": [1] }', { pick: "$(globe) Bank" });
    await (await client()).sources.delete(String(source["id"]));
    const [said] = await saidBy("deck.input.run", uri);
    assert.equal(said, "Running the task failed. The account, source or session that was chosen was deleted meanwhile. Run the task again, and choose another.");
  });

  it("asks one thing where a question names no field", async () => {
    const id = await signed.deck.run(await signed.deck.task("Asks", [code, { ...done, output: "{{answers.code}}" }]));
    const between = await rewriting(signed.deck.url);
    between.rewrite(/"fields":\[[^\]]*\]/g, '"fields":[]');
    await tree(/^Needs you \| 1\n/);
    assert.deepEqual(await saidBy("deck.runs.answer", { id }, { type: "123456" }), []);
    await tree(/^Completed \| 1\n/);
    assert.equal((await signed.deck.get(`/task-runs/${id}`))["output"], "123456");
    await between.close();
  });

  it("does not say that nothing is asked where it is not said what", async () => {
    const id = await signed.deck.run(await signed.deck.task("Asks", [code, done]));
    const between = await rewriting(signed.deck.url);
    between.rewrite(/"interaction":\{[^}]*\}[^}]*\}/g, '"interaction":null');
    await tree(/^Needs you \| 1\n/);
    const [said] = await saidBy("deck.runs.answer", { id });
    assert.match(said ?? "", /^The run waits for an answer, but Deck does not tell what it asks\./);
    await tree(/^Needs you \| 1\n/);
    await between.close();
  });

  it("says that somebody else was quicker, and shows the run as it is", async () => {
    const id = await signed.deck.run(await signed.deck.task("Asks", [code, done]));
    await tree(/^Needs you \| 1\n/);
    await signed.deck.fault({ method: "POST", path: "/v2/task-runs/*/interaction", delay_ms: 20_000 });
    const said: string[] = [];
    void saidBy("deck.runs.answer", { id }, { type: "123456" }).then(texts => said.push(...texts));
    await eventually(async () => assert.deepEqual((await signed.deck.faults()).length, 0));
    await signed.deck.post(`/task-runs/${id}/interaction`, { input: { code: "654321" } });
    await eventually(async () => {
      await signed.deck.advance(20_000);
      assert.match(said.join("\n"), /somebody else answered|answered elsewhere/);
    });
    await tree(/^Completed \| 1\n/);
  });

  const endings: [title: string, end: (id: string) => Promise<unknown>, said: RegExp][] = [
    ["was answered elsewhere", id => signed.deck.post(`/task-runs/${id}/interaction`, { input: { code: "654321" } }), /answered elsewhere/],
    ["was not answered in time", () => signed.deck.advance(60_000), /in time, so the run has failed/],
  ];
  for (const [title, end, said] of endings) {
    it(`stops asking, and says why, when the question ${title}`, async () => {
      const id = await signed.deck.run(await signed.deck.task("Asks", [{ ...code, limit_ms: 60_000 }, done]));
      await tree(/^Needs you \| 1\n/);
      const texts = saidBy("deck.runs.answer", { id }, { stay: true });
      await eventually(() => assert.equal(signed.app.answers.of(id).phase, "open"));
      await end(id);
      assert.match((await texts).join("\n"), said);
    });
  }

  it("asks once more, and says why, where the answer was refused while nobody looked", async () => {
    const id = await signed.deck.run(await signed.deck.task("Asks", [{ ...code, accept: { code: ["2"] }, retry_message: "Again." }, { ...done, output: "{{answers.code}}" }]));
    await tree(/^Needs you \| 1\n/);
    await saidBy("deck.runs.answer", { id }, { type: " 1 " });
    await tree(/ · Again\.$/);
    const somebody = person({ type: "2" });
    await vscode.commands.executeCommand("deck.runs.answer", { id });
    somebody.done();
    assert.ok(somebody.seen.some(({ kind, text }) => kind === "problem" && /refused/.test(text)));
    await tree(/^Completed \| 1\n/);
    assert.equal((await signed.deck.get(`/task-runs/${id}`))["output"], "2");
  });

  it("says that the key was refused in the middle, keeps the input, and shows no run as begun", async () => {
    const task = await signed.deck.task("Revoked", [done], { input_schema: involved });
    const uri = await openedInput(task, '{ "list": [1] }');
    await signed.deck.fault({ path: "/v2/*", status: 401, times: 1_000 });
    const said = await saidBy("deck.input.run", uri, { press: "nothing" });
    assert.match(said[0] ?? "", /^Running the task failed\. Deck refused the API key/);
    assert.equal(signed.app.connection.state.kind, "refused");
    assert.equal(vscode.window.activeTextEditor?.document.getText(), '{ "list": [1] }');
    assert.equal(await treeText(signed.view.tree), "");
  });

  it("keeps what was typed step by step where the key was refused at its end, but no secret", async () => {
    const input_schema = { type: "object", required: ["city"], properties: { city: { type: "string" }, pin: { type: "string", writeOnly: true } } };
    const task = await signed.deck.task("Revoked", [done], { input_schema });
    await signed.deck.fault({ method: "POST", path: "/v2/tasks/*/run", status: 401, times: 1_000 });
    const said = await saidBy("deck.runs.start", { task }, { type: "Oslo" }, { type: "4711" }, { press: "nothing" });
    assert.match(said[0] ?? "", /^Running the task failed\. Deck refused the API key/);
    await eventually(() => assert.deepEqual(JSON.parse(vscode.window.activeTextEditor?.document.getText() ?? ""), { city: "Oslo" }));
    assert.deepEqual(await signed.deck.runIds(task), []);
  });
});

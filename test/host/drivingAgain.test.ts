import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Json } from "../../src/api/schemas/wire.ts";
import { shownDrafts } from "../../src/host/draftTabs.ts";
import { temporaryFolder } from "../support/process/temporaryFolder.ts";
import { eventually } from "./support/eventually.ts";
import { type Act, person, type Seen } from "./support/person.ts";
import { type SignedIn, signedIn } from "./support/signedIn.ts";
import { treeText } from "./support/treeText.ts";

const steps = [{ step: "complete" as const, output: "{{input.city}}" }];
const simple = { type: "object", required: ["city"], properties: { city: { type: "string", minLength: 3 }, days: { type: "integer", minimum: 1 } } };

describe("running a task", function () {
  this.timeout(120_000);
  let signed: SignedIn;
  before(async () => (signed = await signedIn()));
  after(() => signed.close());

  const inputOf = async (id: string | undefined): Promise<Json | undefined> =>
    (await signed.app.connection.ensure()).client.runs.get(id ?? "", ["input"]).then(({ input }) => input);
  const run = async (command: string, argument: object, ...acts: Act[]): Promise<{ id: string | undefined; seen: readonly Seen[] }> => {
    const somebody = person(...acts);
    const id: unknown = await vscode.commands.executeCommand(command, argument);
    somebody.done();
    return { id: typeof id === "string" ? id : undefined, seen: somebody.seen };
  };
  /** Then its session is open and waits for more. */
  const completed = async (task: string, input: object): Promise<string> => {
    const id = await signed.deck.run(task, input);
    const { client } = await signed.app.connection.ensure();
    await eventually(async () => assert.equal((await client.runs.get(id)).status, "completed"));
    return id;
  };
  const problems = (seen: readonly Seen[]): string[] => seen.filter(({ kind }) => kind === "problem").map(({ text }) => text);
  const onward = { pick: /No account needed/ };

  it("says in plain words what does not fit, while it is typed", async () => {
    const task = await signed.deck.task("Checked", steps, { input_schema: simple });
    const { id, seen } = await run("deck.runs.start", { task }, { type: "Os" }, { type: "Oslo" }, { type: "0" }, { type: "2" });
    assert.deepEqual(problems(seen), ["At least 3 characters are wanted here.", "At least 1 is wanted here."]);
    assert.deepEqual(await inputOf(id), { city: "Oslo", days: 2 });
  });

  it("offers the last inputs of the task to start from", async () => {
    const task = await signed.deck.task("Offered", steps, { input_schema: simple });
    const before = await completed(task, { city: "Bergen", days: 3 });
    const { id } = await run("deck.runs.start", { task }, onward, { pick: `$(history) …${before.slice(-4)}` }, { type: "Bodø" }, { type: "3" });
    assert.deepEqual(await inputOf(id), { city: "Bodø", days: 3 });
  });

  it("runs again without a question", async () => {
    const task = await signed.deck.task("Again", steps, { input_schema: simple });
    const { id } = await run("deck.runs.again", { id: await signed.deck.run(task, { city: "Tromsø", days: 1 }) });
    assert.deepEqual(await inputOf(id), { city: "Tromsø", days: 1 });
  });

  it("runs again with changes", async () => {
    const task = await signed.deck.task("Changed", steps, { input_schema: simple });
    const { id } = await run("deck.runs.againWithChanges", { id: await signed.deck.run(task, { city: "Moss" }) }, { type: "Hamar" }, { type: "" });
    assert.deepEqual(await inputOf(id), { city: "Hamar" });
  });

  it("runs in the session of another run, and says so where that is over", async () => {
    const task = await signed.deck.task("In session", steps, { input_schema: simple });
    const first = await completed(task, { city: "Voss" });
    const { client } = await signed.app.connection.ensure();
    const { id } = await run("deck.runs.inSession", { id: first }, { pick: "In session" }, { pick: "$(edit) New input" }, { type: "Odda" }, { type: "1" });
    const { session_id } = await client.runs.get(first);
    assert.equal((await client.runs.get(id ?? "")).session_id, session_id);

    await client.sessions.end(session_id ?? "");
    const { seen } = await run("deck.runs.inSession", { id: first }, { press: "nothing" });
    assert.match(seen[0]?.text ?? "", /is over, so nothing can be run in it/);
  });

  it("says that a task was deleted", async () => {
    const task = await signed.deck.task("Short-lived", steps);
    const id = await completed(task, {});
    await (await signed.app.connection.ensure()).client.tasks.delete(task);
    const { seen } = await run("deck.runs.again", { id });
    assert.match(seen[0]?.text ?? "", /^Running again failed\. The task of this run was deleted/);
  });

  const inputEditor = (name: string): Promise<vscode.TextEditor> =>
    eventually(() => {
      const editor = vscode.window.activeTextEditor;
      return editor?.document.uri.scheme === "deck-input" && editor.document.uri.path.endsWith(`/${name}.json`) ? editor : assert.fail("its input is not in front");
    });

  it("attaches a file where the schema takes one", async () => {
    const folder = await temporaryFolder("attached");
    const path = `${folder.path}/bill.csv`;
    await vscode.workspace.fs.writeFile(vscode.Uri.file(path), new TextEncoder().encode("a,b\n1,2\n"));
    const file = { type: "object", properties: { file_name: { type: "string" }, file_type: { type: "string" }, content: { type: "string" } } };
    const task = await signed.deck.task("With file", steps, { input_schema: { type: "object", required: ["bill"], properties: { bill: file } } });
    const { id } = await run("deck.runs.start", { task }, { pick: "$(file-add) Choose a File..." }, { file: path });
    const input = JSON.stringify(await inputOf(id));
    assert.match(input, /"file_name":"bill\.csv","file_type":"text\/csv","storage_id":"stor_/);
    await folder.close();
  });

  it("attaches a file where the cursor stands in a document, and sends its bytes", async () => {
    const folder = await temporaryFolder("attached");
    const path = `${folder.path}/bill.csv`;
    await vscode.workspace.fs.writeFile(vscode.Uri.file(path), new TextEncoder().encode("a,b\n1,2\n"));
    const schema = { type: "object", required: ["bills"], properties: { bills: { type: "array" } } };
    const task = await signed.deck.task("With files", steps, { input_schema: schema });
    await run("deck.runs.start", { task });
    const editor = await inputEditor("With files");
    const inside = editor.document.positionAt(editor.document.getText().indexOf("[]") + 1);
    editor.selection = new vscode.Selection(inside, inside);
    await run("deck.input.attach", editor.document.uri, { file: path });
    assert.match(editor.document.getText(), /"bills": \[\{[^]*"file_name": "bill\.csv"[^]*"content": "deck-file:1\/bill\.csv"[^]*\}\]/);
    const { id } = await run("deck.input.run", editor.document.uri);
    assert.match(JSON.stringify(await inputOf(id)), /"file_name":"bill\.csv","file_type":"text\/csv","storage_id":"stor_/);
    await folder.close();
  });

  it("takes what is too involved for questions as a document, and runs it", async () => {
    const schema = { type: "object", required: ["cities"], properties: { cities: { type: "array", items: { type: "string" }, minItems: 1 } } };
    const task = await signed.deck.task("Involved", steps, { input_schema: schema });
    assert.deepEqual(await run("deck.runs.start", { task }), { id: undefined, seen: [] });
    const editor = await inputEditor("Involved");
    const { document } = editor;
    assert.deepEqual([document.uri.scheme, document.languageId, document.getText()], ["deck-input", "json", '{\n  "cities": []\n}\n']);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", document.uri, 5);
    assert.ok(lenses.some(({ command }) => command?.title === '$(play) Run "Involved"'));

    const { seen } = await run("deck.input.run", document.uri, { press: "nothing" });
    assert.match(seen[0]?.text ?? "", /^Running the task failed\. .*cities/);
    await editor.edit(edit => edit.replace(new vscode.Range(0, 0, 9, 0), '{ "cities": ["Oslo", "Bergen"] }'));
    const { id } = await run("deck.input.run", document.uri);
    assert.deepEqual(await inputOf(id), { cities: ["Oslo", "Bergen"] });
    await eventually(() => assert.deepEqual(shownDrafts(), []));
  });

  it("takes what the editor saves of an input whose run has begun, so that it does not come back", async () => {
    const schema = { type: "object", required: ["cities"], properties: { cities: { type: "array" } } };
    const task = await signed.deck.task("Saved late", steps, { input_schema: schema });
    await run("deck.runs.start", { task });
    const { document } = await inputEditor("Saved late");
    await run("deck.input.run", document.uri);
    const { drafts } = signed.app;
    const late = new TextEncoder().encode('{ "cities": [1] }');
    drafts.writeFile(document.uri, late);
    assert.equal((await drafts.stat(document.uri)).size, late.byteLength);
    await assert.rejects(drafts.readFile(document.uri));
    assert.equal(drafts.draftAt(document.uri), undefined);
  });

  it("shows the run in the tree before the service has answered", async () => {
    const task = await signed.deck.task("Slow to start", steps);
    await signed.deck.fault({ method: "POST", path: "/v2/tasks/*/run", delay_ms: 20_000 });
    const somebody = person();
    let isStarted = false;
    void vscode.commands.executeCommand("deck.runs.start", { task }).then(() => (isStarted = true));
    await eventually(async () => assert.match(await treeText(signed.view.tree), /^Slow to start \| starting…$/m));
    await eventually(async () => {
      await signed.deck.advance(20_000);
      assert.ok(isStarted);
    });
    somebody.done();
    assert.doesNotMatch(await treeText(signed.view.tree), /starting…/);
  });

  it("shows a run that is run again without a break, until it is there", async () => {
    const id = await signed.deck.run(await signed.deck.task("Shown through", [{ step: "complete" }]));
    const { feed, profile } = await signed.app.connection.ensure();
    await feed.refresh();
    const { starting } = signed.app;
    const shown: number[] = [];
    const listening = starting.onDidChange(() => shown.push(starting.of(profile.id).length));
    await run("deck.runs.again", { id });
    listening.dispose();
    assert.deepEqual(shown, [1, 0]);
  });

  it("asks for an account where a run without input is to be changed", async () => {
    const task = await signed.deck.task("No input", [{ step: "complete" }]);
    await signed.deck.post("/sources", { type: "website", website: { url: "https://bank.test" }, name: "Bank" });
    const { id } = await run("deck.runs.againWithChanges", { id: await completed(task, {}) }, { pick: "$(globe) Bank" });
    assert.ok((await (await signed.app.connection.ensure()).client.runs.get(id ?? "")).source_id);
  });

  it("offers first where the task ran last", async () => {
    const task = await signed.deck.task("Somewhere", steps, { input_schema: simple });
    const source = await signed.deck.post("/sources", { type: "website", website: { url: "https://last.test" }, name: "Last" });
    const first = { pick: /^\$\(/ };
    await run("deck.runs.start", { task }, { pick: "$(globe) Last" }, { type: "Oslo" }, { type: "" });
    const { id } = await run("deck.runs.start", { task }, first, { pick: "$(edit) New input" }, { type: "Moss" }, { type: "" });
    assert.equal((await (await signed.app.connection.ensure()).client.runs.get(id ?? "")).source_id, source["id"]);
  });
});

describe("running a task in production", () => {
  let signed: SignedIn;
  before(async () => {
    signed = await signedIn();
    const profiles = [{ id: "live", name: "Acme live", baseUrl: signed.deck.url, production: true }];
    await vscode.workspace.getConfiguration("deck").update("profiles", profiles, vscode.ConfigurationTarget.Global);
    await signed.app.keys.keep("live", signed.deck.key);
    await vscode.commands.executeCommand("deck.profile.switch", { profile: "live" });
  });
  after(async () => {
    await vscode.commands.executeCommand("deck.profile.switch", { profile: "local" });
    await signed.app.keys.forget("live");
    await vscode.workspace.getConfiguration("deck").update("profiles", undefined, vscode.ConfigurationTarget.Global);
    await signed.close();
  });

  it("asks first, naming task, account and input, but no secret", async () => {
    const schema = { type: "object", properties: { city: { type: "string" }, pin: { type: "string", writeOnly: true } } };
    const task = await signed.deck.task("Real thing", [{ step: "complete" }], { input_schema: schema });
    const source = await signed.deck.post("/sources", { type: "website", website: { url: "https://bank.example" }, name: "Bank" });
    await signed.deck.post("/credentials", { source_id: source["id"], auth_method: "username_password", auth_credentials: { username: "ada", password: "p" } });
    const acts: Act[] = [{ pick: "$(account) ada" }, { type: "Oslo" }, { type: "4711" }];

    const hesitant = person(...acts, "leave");
    await vscode.commands.executeCommand("deck.runs.start", { task });
    hesitant.done();
    const asked = hesitant.seen.at(-1);
    assert.equal(asked?.text, 'Run "Real thing" in production?');
    assert.match(asked?.detail ?? "", /Profile: Acme live\nAccount: ada at Bank\nInput: \{[^]*"city": "Oslo"/);
    assert.doesNotMatch(asked?.detail ?? "", /4711/);
    assert.deepEqual(await signed.deck.runIds(task), []);

    const determined = person(...acts, { press: "Run in Production" });
    const id: unknown = await vscode.commands.executeCommand("deck.runs.start", { task });
    determined.done();
    assert.deepEqual(await signed.deck.runIds(task), [id]);
  });
});

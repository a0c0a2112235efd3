import assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually } from "./support/eventually.ts";
import { type Act, person, type Seen } from "./support/person.ts";
import { type SignedIn, signedIn } from "./support/signedIn.ts";

const input_schema = { type: "object", required: ["city"], properties: { city: { type: "string", minLength: 3 }, days: { type: "array", items: { type: "integer" } } } };

describe("a task file", function () {
  this.timeout(120_000);
  let signed: SignedIn;
  let task: string;
  let uri: vscode.Uri;
  before(async () => {
    signed = await signedIn();
    task = await signed.deck.task("Weather", [{ step: "complete", output: "{{input.city}}" }], { input_schema });
  });
  after(() => signed.close());
  afterEach(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.workspace.fs.delete(uri);
  });

  const write = async (contents: object | string): Promise<vscode.TextDocument> => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail("no folder");
    uri = vscode.Uri.joinPath(folder, `${crypto.randomUUID()}.deck.json`);
    const text = typeof contents === "string" ? contents : JSON.stringify(contents, undefined, 2);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    return document;
  };
  const run = async (...acts: Act[]): Promise<{ id: unknown; seen: readonly Seen[] }> => {
    const somebody = person(...acts);
    const id: unknown = await vscode.commands.executeCommand("deck.taskFile.run", uri);
    somebody.done();
    return { id, seen: somebody.seen };
  };
  const problems = (): string[] => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "Deck").map(({ message, range }) => `${range.start.line + 1}: ${message}`);
  const lenses = async (): Promise<(string | undefined)[]> => {
    const found = await vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", uri, 5);
    return found.map(({ command }) => command?.title);
  };

  it("runs as it stands, without a question", async () => {
    await write({ name: "In Oslo", task, input: { city: "Oslo" } });
    assert.deepEqual(await lenses(), ['$(play) Run "In Oslo"']);
    const { id, seen } = await run();
    assert.deepEqual(seen, []);
    const { client } = await signed.app.connection.ensure();
    assert.deepEqual((await client.runs.get(String(id), ["input"])).input, { city: "Oslo" });
  });

  it("is asked for what it leaves out: the account and the input", async () => {
    const source = await signed.deck.post("/sources", { type: "website", website: { url: "https://bank.test" }, name: "Bank" });
    const simple = { type: "object", required: ["city"], properties: { city: { type: "string" } } };
    await write({ task: await signed.deck.task("Simple", [{ step: "complete" }], { input_schema: simple }) });
    const { id } = await run({ pick: "$(globe) Bank" }, { type: "Bergen" });
    const { client } = await signed.app.connection.ensure();
    const { source_id, input } = await client.runs.get(String(id), ["input"]);
    assert.deepEqual({ source_id, input }, { source_id: source["id"], input: { city: "Bergen" } });
  });

  it("takes the place that it names", async () => {
    const source = await signed.deck.post("/sources", { type: "website", website: { url: "https://shop.test" }, name: "Shop" });
    await write({ task, source: source["id"], input: { city: "Moss" } });
    const { id } = await run();
    assert.equal((await (await signed.app.connection.ensure()).client.runs.get(String(id))).source_id, source["id"]);
  });

  it("shows what does not fit the task's schema, where it stands, and is not run", async () => {
    await write({ task, input: { city: "Os", days: [1, "two"] }, source: "src_gone" });
    await eventually(() =>
      assert.deepEqual(problems(), [
        `10: There is no source src_gone in Deck. Ids belong to one profile: write one of this profile, or switch to the one that it belongs to.`,
        "4: At least 3 characters are wanted here.",
        "7: A whole number is wanted here.",
      ]),
    );
    const before = await signed.deck.runIds(task);
    const { seen } = await run();
    assert.match(seen[0]?.text ?? "", /^Running the task file failed\. Nothing was run, as .*\.deck\.json is not right yet\. There is no source src_gone in Deck\..* There are 2 more problems\.$/);
    assert.deepEqual(await signed.deck.runIds(task), before);
  });

  it("says no more of a problem once it is mended, saved or not", async () => {
    const document = await write({ task, input: { city: "Os" }, source: undefined });
    await eventually(() => assert.deepEqual(problems(), ["4: At least 3 characters are wanted here."]));
    const edit = new vscode.WorkspaceEdit();
    edit.replace(uri, new vscode.Range(0, 0, 99, 0), document.getText().replace('"Os"', '"Oslo"'));
    await vscode.workspace.applyEdit(edit);
    await eventually(() => assert.deepEqual(problems(), []));
    const { id } = await run({ pick: /No account needed/ });
    assert.equal(typeof id, "string");
    await document.save();
  });

  it("says what is wrong with its form", async () => {
    await write({ task, input: {}, session: "sess_1", source: "src_1" });
    const { seen } = await run();
    assert.match(seen[0]?.text ?? "", /A run takes place with a credential, on a source or in a session: name one of them\.$/);
  });

  it("says that its task is not of this profile", async () => {
    await write({ task: "task_elsewhere", input: {} });
    const { seen } = await run();
    assert.match(seen[0]?.text ?? "", /There is no task task_elsewhere in Deck\. Ids belong to one profile/);
  });

  it("says the id where a name stands in its place, and writes it", async () => {
    await write({ task: "weather ", input: { city: "Oslo" } });
    await eventually(() => assert.deepEqual(problems(), [`2: "weather " is the name of a task. Write its id here: ${task}.`]));
    const fixes = await vscode.commands.executeCommand<vscode.CodeAction[]>("vscode.executeCodeActionProvider", uri, new vscode.Range(1, 12, 1, 12));
    const fix = fixes.find(({ title }) => title === `Write ${task}`) ?? assert.fail(fixes.map(({ title }) => title).join());
    await vscode.workspace.applyEdit(fix.edit ?? assert.fail());
    await eventually(() => assert.deepEqual(problems(), []));
  });

  it("offers the ids that can stand in a place, by their names", async () => {
    const source = await signed.deck.post("/sources", { type: "website", website: { url: "https://ferry.test" }, name: "Ferry" });
    const document = await write('{\n  "task": "",\n  "source": \n}');
    const offered = async (line: number): Promise<unknown[]> => {
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>("vscode.executeCompletionItemProvider", uri, document.lineAt(line).range.end.translate(0, line === 1 ? -2 : 0));
      return items.map(({ label, detail, insertText }) => [typeof label === "string" ? label : label.label, detail, insertText]);
    };
    const has = async (line: number, item: unknown[]): Promise<void> => eventually(async () => assert.ok((await offered(line)).some(each => JSON.stringify(each) === JSON.stringify(item)), JSON.stringify(await offered(line))));
    await has(1, ["Weather", task, `"${task}"`]);
    await has(2, ["Ferry", source["id"], `"${String(source["id"])}"`]);
  });

  const forms: [title: string, text: () => string, why: RegExp][] = [
    ["that is cut off", () => `{ "task": "${task}"`, /It is no JSON\. /],
    ["with comments", () => `{ "task": "${task}" // the weather\n}`, /It is no JSON\. /],
    ["that is empty", () => "", /It is no JSON\. /],
    ["of a list", () => "[]", /A task file is an object such as/],
    ["with a member that nobody knows", () => `{ "task": "${task}", "inputs": {} }`, /"inputs" is not known here\./],
  ];
  for (const [title, text, why] of forms) {
    it(`${title} says so and is not run`, async () => {
      await write(text());
      const before = await signed.deck.runIds(task);
      const { seen } = await run();
      assert.match(seen[0]?.text ?? "", why);
      assert.deepEqual(await signed.deck.runIds(task), before);
    });
  }

  it("means the last of doubled members, where it is run and where it is marked", async () => {
    await write(`{\n"task": "${task}",\n"input": { "city": "Oslo" },\n"input": { "city": "Os" }\n}`);
    await eventually(() => assert.deepEqual(problems(), ["4: At least 3 characters are wanted here."]));
  });

  it("can be large", async () => {
    const wide = await signed.deck.task("Wide", [{ step: "complete" }], { input_schema: { type: "object" } });
    await write({ task: wide, input: { rows: Array.from({ length: 20_000 }, (_, row) => ({ row, text: "x".repeat(40) })) } });
    const { id } = await run({ pick: /No account needed/ });
    const { client } = await signed.app.connection.ensure();
    const { input } = await client.runs.get(String(id), ["input"]);
    assert.equal(JSON.stringify(input).length > 1_000_000, true);
  });

  it("runs before it was ever saved", async () => {
    await write({ task, input: { city: "Moss" } });
    const draft = vscode.Uri.file("/nowhere/draft.deck.json").with({ scheme: "untitled" });
    const edit = new vscode.WorkspaceEdit();
    edit.insert(draft, new vscode.Position(0, 0), JSON.stringify({ task, input: { city: "Bodø" } }));
    await vscode.workspace.openTextDocument(draft);
    await vscode.workspace.applyEdit(edit);
    const somebody = person({ pick: /No account needed/ });
    const id: unknown = await vscode.commands.executeCommand("deck.taskFile.run", draft);
    somebody.done();
    const { client } = await signed.app.connection.ensure();
    assert.deepEqual((await client.runs.get(String(id), ["input"])).input, { city: "Bodø" });
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  it("asks first in production, naming the account as people know it", async () => {
    const source = await signed.deck.post("/sources", { type: "website", website: { url: "https://acme.test" }, name: "Acme" });
    const credential = await signed.deck.post("/credentials", { source_id: source["id"], auth_method: "username_password", auth_credentials: { username: "ada", password: "p" } });
    const profiles = [{ id: "live", name: "Acme live", baseUrl: signed.deck.url, production: true }];
    await vscode.workspace.getConfiguration("deck").update("profiles", profiles, vscode.ConfigurationTarget.Global);
    await signed.app.keys.keep("live", signed.deck.key);
    const { id: profile } = (await signed.app.connection.ensure()).profile;
    await vscode.commands.executeCommand("deck.profile.switch", { profile: "live" });
    await write({ task, credential: credential["id"], input: { city: "Oslo" } });
    const before = await signed.deck.runIds(task);
    const { seen } = await run("leave");
    assert.match(seen.at(-1)?.text ?? "", /^Run "Weather" in production\?$/);
    assert.match(seen.at(-1)?.detail ?? "", /Profile: Acme live\nAccount: ada at Acme\nInput: \{[^]*"city": "Oslo"/);
    assert.deepEqual(await signed.deck.runIds(task), before);
    await vscode.commands.executeCommand("deck.profile.switch", { profile });
    await signed.app.keys.forget("live");
    await vscode.workspace.getConfiguration("deck").update("profiles", undefined, vscode.ConfigurationTarget.Global);
  });
});

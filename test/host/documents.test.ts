import assert from "node:assert/strict";
import * as vscode from "vscode";
import { runUri } from "../../src/host/deckUri.ts";
import { eventually } from "./support/eventually.ts";
import { person } from "./support/person.ts";
import { type SignedIn, signedIn } from "./support/signedIn.ts";

const { fs } = vscode.workspace;
const profile = "deck";

const read = async (run: string, document: string): Promise<string> => new TextDecoder().decode(await fs.readFile(runUri(profile, run, document)));
const codeOf = (error: unknown): string => (error instanceof vscode.FileSystemError ? error.code : String(error));
const shownTabs = (): vscode.Tab[] => vscode.window.tabGroups.all.flatMap(group => group.tabs);

async function names(run: string, folder = ""): Promise<string[]> {
  return (await fs.readDirectory(runUri(profile, run, folder))).map(([name, type]) => (type === vscode.FileType.Directory ? `${name}/` : name));
}

describe("runs as documents", () => {
  let signed: SignedIn;
  before(async () => (signed = await signedIn()));
  after(() => signed.close());

  const finished = async (id: string): Promise<string> => {
    await eventually(() => assert.match(signed.app.connection.session?.store.get(id)?.status ?? "", /completed|failed/));
    return id;
  };
  const bill = async (total: number): Promise<string> => {
    tasks.bill ??= await signed.deck.task("Fetch bill", [
      { step: "screenshot", svg: "<svg xmlns='http://www.w3.org/2000/svg'/>", reasoning: "Looking *around* <b>here</b>" },
      { step: "store", text: "one", name: "../../bill.txt", type: "text/plain" },
      { step: "store", text: "two", name: "BILL.txt", type: "text/plain" },
      { step: "complete", output: { total: "{{input.total}}", at: "{{run.id}}", lines: [{ b: 1, a: 2 }] } },
    ]);
    return finished(await signed.deck.run(tasks.bill, { total }));
  };
  const tasks: { bill?: string } = {};

  it("lists what a run has, under names that are no paths", async () => {
    const id = await bill(12);
    assert.deepEqual((await names(id)).toSorted(), ["errors.md", "files/", "frames/", "input.json", "output.json", "run.json", "timeline.md"]);
    assert.deepEqual(await names(id, "frames"), ["0001.svg"]);
    assert.deepEqual((await names(id, "files")).toSorted(), ["BILL (2).txt", "bill.txt"]);
    assert.equal(await read(id, "files/bill.txt"), "one");
    assert.equal(await read(id, "files/BILL (2).txt"), "two");
    assert.match(await read(id, "frames/0001.svg"), /^<svg/);
  });

  it("can be read but not changed", async () => {
    const uri = runUri(profile, await bill(1), "output.json");
    assert.equal(fs.isWritableFileSystem("deck"), false);
    for (const act of [() => fs.writeFile(uri, new Uint8Array()), () => fs.delete(uri), () => fs.rename(uri, uri.with({ path: `${uri.path}.old` }))]) {
      await assert.rejects(async () => act());
    }
  });

  it("tells what is not there from what cannot be read", async () => {
    const id = await bill(1);
    await assert.rejects(async () => read(id, "nothing.json"), error => codeOf(error) === "FileNotFound");
    await assert.rejects(async () => read("trun_unknown", "output.json"), error => codeOf(error) === "FileNotFound");
    await assert.rejects(async () => read(id, "files"), error => codeOf(error) === "FileIsADirectory");
    await assert.rejects(async () => fs.readFile(runUri("elsewhere", id, "output.json")), /the profile "elsewhere", which is not there any more/);
    await assert.rejects(async () => fs.readFile(runUri("local", id, "output.json")), /belongs to Local Deck\. Switch to that profile/);
  });

  it("stays readable while the window is at another profile", async () => {
    const id = await bill(5);
    await vscode.commands.executeCommand("deck.profile.switch", { profile: "local" });
    assert.equal(signed.app.connection.session?.profile.id, "local");
    assert.match(await read(id, "output.json"), /"total": 5/);
    assert.match(await read(id, "timeline.md"), /^# Time line: Fetch bill\n/);
    await vscode.commands.executeCommand("deck.profile.switch", { profile });
    assert.match(await read(id, "output.json"), /"total": 5/);
  });

  it("opens in an editor, and follows the run", async () => {
    const task = await signed.deck.task("Ask first", [
      { step: "ask", type: "mfa", message: "Code?", fields: [{ name: "code" }] },
      { step: "complete", output: { code: "{{answers.code}}" } },
    ]);
    const id = await signed.deck.run(task);
    await eventually(() => assert.equal(signed.app.connection.session?.store.get(id)?.status, "interaction_required"));
    await vscode.commands.executeCommand("deck.documents.openOutput", { id });
    const shown = vscode.window.activeTextEditor?.document;
    assert.equal(shown?.uri.toString(), runUri(profile, id, "output.json").toString());
    assert.equal(shown?.languageId, "json");
    assert.equal(shown?.getText(), "null\n");

    await signed.deck.post(`/task-runs/${id}/interaction`, { input: { code: "123456" } });
    await eventually(() => assert.equal(shown?.getText(), '{\n  "code": "123456"\n}\n'));
  });

  it("shows pictures as they arrive, in its documents and in its folders", async () => {
    const svg = "<svg xmlns='http://www.w3.org/2000/svg'/>";
    const task = await signed.deck.task("Look around", [
      { step: "screenshot", svg, reasoning: "First look" },
      { step: "wait", ms: 600_000 },
      { step: "screenshot", svg, reasoning: "Second look" },
      { step: "hang" },
    ]);
    const id = await signed.deck.run(task);
    await eventually(async () => assert.deepEqual(await names(id, "frames"), ["0001.svg"]));
    await vscode.commands.executeCommand("deck.documents.open", { id, document: "timeline.md" });
    const shown = vscode.window.activeTextEditor?.document;
    const told: string[] = [];
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(runUri(profile, id), "**"));
    watcher.onDidCreate(({ path }) => told.push(path.slice(path.indexOf("frames"))));
    await eventually(() => assert.match(shown?.getText() ?? "", /First look/));
    await signed.deck.advance(600_000);
    await eventually(() => assert.match(shown?.getText() ?? "", /Screenshot 2: Second look/));
    // That the first one came may be told as late as this.
    await eventually(() => assert.deepEqual(told.filter(path => path !== "frames/0001.svg"), ["frames/0002.svg"]));
    watcher.dispose();
  }).timeout(60_000);

  it("opens files and pictures whose addresses have expired meanwhile", async () => {
    const id = await bill(8);
    const before = await read(id, "run.json");
    await signed.deck.advance(16 * 60_000);
    const url = /"url": "([^"]+)"/.exec(before)?.[1] ?? "";
    assert.equal((await fetch(url)).ok, false);
    assert.equal(await read(id, "run.json"), before, "what is known of the run still has the old addresses");
    assert.equal(await read(id, "files/bill.txt"), "one");
    assert.match(await read(id, "frames/0001.svg"), /^<svg/);
  });

  it("says so where the profile of a document has no key", async () => {
    const id = await bill(9);
    const { app } = signed;
    const settings = vscode.workspace.getConfiguration("deck");
    await settings.update("profiles", [{ id: "keyless", name: "Keyless", baseUrl: signed.deck.url }], vscode.ConfigurationTarget.Global);
    await eventually(() => assert.ok(app.profiles.find("keyless")));
    await assert.rejects(async () => fs.readFile(runUri("keyless", id, "output.json")), /belongs to the profile Keyless, for which there is no key\. Switch to that profile and enter one/);
    await settings.update("profiles", undefined, vscode.ConfigurationTarget.Global);
    await eventually(() => assert.equal(app.profiles.find("keyless"), undefined));
  });

  it("explains errors, and shows what a website wrote as text", async () => {
    const task = await signed.deck.task("Refused", [{ step: "fail", type: "auth", code: "auth_invalid", message: "![x](https://evil.example/a.png) <b>no</b>" }]);
    const id = await finished(await signed.deck.run(task));
    const text = await read(id, "errors.md");
    assert.match(text, /auth_invalid/);
    assert.match(text, /What to do: Correct the credential/);
    assert.doesNotMatch(text, /!\[|(?<!\\)<b>/);
    const shown: unknown = await vscode.commands.executeCommand("markdown.api.render", text);
    assert.match(String(shown), /!\[x\]\(https:\/\/evil\.example\/a\.png\) &lt;b&gt;no&lt;\/b&gt;/);
  });

  it("tells when what happened, and how long a person was waited for", async () => {
    const task = await signed.deck.task("Slow", [{ step: "review" }, { step: "complete" }]);
    const id = await signed.deck.run(task);
    await eventually(() => assert.equal(signed.app.connection.session?.store.get(id)?.status, "review_required"));
    const text = await read(id, "timeline.md");
    assert.match(text, /- Queued: /);
    assert.match(text, /- Review required: .* \(waiting for a person\)/);
    assert.match(text, /`\+0\.\d s` \*\*Running\*\*/);
  });

  it("saves a document as it is", async () => {
    const id = await bill(7);
    const target = vscode.Uri.joinPath(vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file("/nowhere"), "saved output.json");
    const { showSaveDialog } = vscode.window;
    Object.assign(vscode.window, { showSaveDialog: async () => target });
    await vscode.commands.executeCommand("deck.documents.save", { id, document: "output.json" });
    Object.assign(vscode.window, { showSaveDialog });
    assert.equal(new TextDecoder().decode(await fs.readFile(target)), await read(id, "output.json"));
  });

  it("saves the document in front", async () => {
    const id = await bill(7);
    await vscode.commands.executeCommand("deck.documents.openOutput", { id });
    const target = vscode.Uri.joinPath(vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file("/nowhere"), "output in front.json");
    const somebody = person({ file: target.fsPath });
    await vscode.commands.executeCommand("deck.documents.save");
    somebody.done();
    assert.equal(new TextDecoder().decode(await fs.readFile(target)), await read(id, "output.json"));
  });

  it("offers the documents of a run to choose from", async () => {
    const id = await bill(7);
    const somebody = person({ pick: "files/bill.txt" });
    await vscode.commands.executeCommand("deck.documents.open", { id });
    somebody.done();
    assert.equal(vscode.window.activeTextEditor?.document.getText(), "one");
  });

  it("says so where a run has no such document", async () => {
    const somebody = person();
    await vscode.commands.executeCommand("deck.documents.open", { id: await bill(7), document: "files/gone.pdf" });
    somebody.done();
    assert.match(somebody.seen[0]?.text ?? "", /^Opening the document failed\. There is no gone\.pdf:/);
  });

  it("compares two runs of a task, sorted and without what is ignored", async () => {
    const [first, second] = [await bill(1), await bill(2)];
    const settings = vscode.workspace.getConfiguration("deck");
    await settings.update("compare.ignore", ["$.at"], vscode.ConfigurationTarget.Global);
    const somebody = person({ pick: "success" });
    await vscode.commands.executeCommand("deck.runs.compare", { id: second });
    somebody.done();
    await eventually(() => assert.ok(shownTabs().some(({ label }) => label.startsWith(`Fetch bill …${first.slice(-4)} ↔ …${second.slice(-4)}`)), shownTabs().map(({ label }) => label).join()));
    assert.ok(shownTabs().some(({ label }) => label.startsWith("Last screenshots")));
    assert.equal(await read(first, "comparable/output.json"), '{\n  "lines": [\n    {\n      "a": 2,\n      "b": 1\n    }\n  ],\n  "total": 1\n}\n');
    assert.deepEqual((await names(first)).filter(name => name.startsWith("comparable")), []);
    await settings.update("compare.ignore", undefined, vscode.ConfigurationTarget.Global);
    await eventually(async () => assert.match(await read(first, "comparable/output.json"), /"at"/));
  });

  it("compares two that are handed over, and says so where there is no other", async () => {
    const alone = await finished(await signed.deck.run(await signed.deck.task("Alone", [{ step: "complete" }])));
    const lonely = person();
    await vscode.commands.executeCommand("deck.runs.compare", { id: alone });
    lonely.done();
    assert.equal(lonely.seen.at(-1)?.text, 'There is no other run of "Alone" to compare with.');

    const other = await bill(3);
    const [one, two] = [alone, other].map(id => ({ kind: "run", id }));
    const many = person();
    await vscode.commands.executeCommand("deck.runs.compare", one, [one, two, { kind: "run", id: "trun_third" }]);
    many.done();
    assert.match(many.seen.at(-1)?.text ?? "", /3 runs are selected\. Select two to compare them\./);
    await vscode.commands.executeCommand("deck.runs.compare", one, [one, two]);
    await eventually(() => assert.ok(shownTabs().some(({ label }) => label.includes(`…${alone.slice(-4)} ↔ …${other.slice(-4)}`))));
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.commands.executeCommand("deck.runs.compare", [{ id: alone }, { id: other }]);
    await eventually(() => assert.ok(shownTabs().some(({ label }) => label.includes(`…${alone.slice(-4)} ↔ …${other.slice(-4)}`))));
  });
});

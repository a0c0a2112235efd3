import assert from "node:assert/strict";
import * as vscode from "vscode";
import { testDeck, type TestDeck } from "./support/deck.ts";
import { eventually } from "./support/eventually.ts";
import { extension } from "./support/extension.ts";
import { person } from "./support/person.ts";
import { treeText } from "./support/treeText.ts";

describe("access to Deck", () => {
  let deck: TestDeck;
  beforeEach(async () => (deck = await testDeck()));
  afterEach(async () => {
    await vscode.commands.executeCommand("deck.key.signOut");
    await deck.close();
  });

  it("checks a key before it is kept, and forgets it on signing out", async () => {
    const { app } = await extension();
    const somebody = person({ type: "sk_live_wrong" }, { type: deck.key });
    await vscode.commands.executeCommand("deck.key.use");
    somebody.done();

    assert.deepEqual(somebody.seen.filter(({ kind }) => kind === "problem").map(({ text }) => text), [
      "Deck refused this key. Check that it is complete and not revoked.",
    ]);
    assert.ok(somebody.seen.every(({ kind, isMasked }) => kind !== "input" || isMasked));
    assert.equal(await app.keys.get("deck"), deck.key);
    assert.equal(app.connection.session?.profile.name, "Deck");

    await vscode.commands.executeCommand("deck.key.signOut");
    assert.equal(await app.keys.get("deck"), undefined);
    assert.equal(app.connection.session?.profile.name, "Local Deck");
  });

  it("keeps no key when the person leaves", async () => {
    const { app } = await extension();
    const somebody = person({ type: "sk_live_wrong" }, "leave");
    await vscode.commands.executeCommand("deck.key.use");
    somebody.done();
    assert.equal(await app.keys.get("deck"), undefined);
  });

  it("shows that a stored key is refused, and comes back with a good one", async () => {
    const { app, view } = await extension();
    await app.keys.keep("deck", "sk_live_revoked");
    await eventually(() => assert.equal(app.connection.state.kind, "refused"));
    await eventually(async () => assert.equal(await treeText(view.tree), ""));

    const isBack = Promise.withResolvers<void>();
    const somebody = person({ press: "Enter API Key", after: isBack.promise }, { type: deck.key });
    const refused = vscode.commands.executeCommand("deck.runs.start");
    await eventually(() => assert.match(somebody.seen[0]?.text ?? "", /^Running the task failed\. Deck refused the API key/));
    await vscode.commands.executeCommand("deck.key.use");
    await eventually(() => assert.equal(app.connection.state.kind, "open"));
    isBack.resolve();
    await refused;
    somebody.done();
    assert.equal(somebody.seen.at(-1)?.text, "The API key was replaced meanwhile, and the new one works.", "what is asked for late is not asked for again");
  });

  it("sends no key to an address that is not encrypted", async () => {
    const { app, view } = await extension();
    const settings = vscode.workspace.getConfiguration("deck");
    await settings.update("api.baseUrl", "http://deck.example/v2", vscode.ConfigurationTarget.Global);
    // What follows from the setting is over before the key comes.
    await app.profiles.refresh();
    await app.connection.follow();
    await app.keys.keep("deck", "sk_live_any");
    await eventually(() => assert.equal(app.connection.state.kind, "failed"));
    let attempts = 0;
    const counting = app.connection.onDidChange(() => (attempts += 1));
    await new Promise(resolve => setTimeout(resolve, 1_500));
    counting.dispose();
    assert.equal(attempts, 0, "it was tried again without anybody asking");
    assert.equal(view.message(), "Deck cannot be used. http://deck.example/v2 is not encrypted, so no key is sent there. Use an https address.");
  });

  it("keeps the last known runs in sight, with their age, when the server is gone", async () => {
    const { view } = await extension();
    const somebody = person({ type: deck.key });
    await vscode.commands.executeCommand("deck.key.use");
    somebody.done();
    await deck.run(await deck.task("Kept", [{ step: "complete", result: "success" }]));
    await eventually(async () => assert.match(await treeText(view.tree), /Completed \| \d+(?:\n {2}.*)*\n {2}Kept \| AGE · ID/));

    await deck.stop();
    // A window that is not in front asks seldom by itself.
    await vscode.commands.executeCommand("deck.runs.refresh");
    await eventually(() => assert.match(view.message(), /^127\.0\.0\.1:\d+ cannot be reached: .* Shown are the runs as of \d\d:\d\d, (just now|\d+ s ago)\.$/));
    assert.match(await treeText(view.tree), /Completed \| \d+(?:\n {2}.*)*\n {2}Kept \| AGE · ID/);
  });
});

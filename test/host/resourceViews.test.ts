import assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually } from "./support/eventually.ts";
import { person } from "./support/person.ts";
import { act, nodeOf, textOf } from "./support/resources.ts";
import { type SignedIn, signedIn } from "./support/signedIn.ts";

describe("the views of tasks, sessions, sources and credentials", () => {
  let signed: SignedIn;
  beforeEach(async () => (signed = await signedIn()));
  afterEach(() => signed.close());

  const ended = async (id: string): Promise<string> => {
    await eventually(() => assert.match(signed.app.connection.session?.store.get(id)?.status ?? "", /completed|failed|canceled/));
    return id;
  };
  const source = async (name: string): Promise<string> =>
    String((await signed.deck.post("/sources", { type: "website", website: { url: `https://${name.toLowerCase()}.example` }, name }))["id"]);
  const credential = async (source_id: string, username: string): Promise<string> =>
    String((await signed.deck.post("/credentials", { source_id, auth_method: "username_password", auth_credentials: { username, password: "x" } }))["id"]);

  it("ask for nothing until somebody looks, and once then", async () => {
    const { client } = await signed.app.connection.ensure();
    const asked = (): number => client.traffic().kinds.filter(({ kind }) => /^GET \/(?:sources|credentials|sessions)$/.test(kind)).reduce((sum, { requests }) => sum + requests, 0);
    assert.equal(asked(), 0);
    const { tree } = signed.resources.sources;
    await tree.getChildren();
    await tree.getChildren();
    assert.equal(asked(), 1);
    await act("deck.sources.refresh");
    await tree.getChildren();
    assert.equal(asked(), 2);
  });

  it("show tasks under their agents, how they did, and their runs", async () => {
    const { tree } = signed.resources.tasks;
    const task = await signed.deck.task("Fetch bill", [
      { step: "choose", cases: [{ when: { "input.ok": [false] }, steps: [{ step: "fail", type: "source", code: "source_error", message: "Down" }] }] },
      { step: "complete" },
    ]);
    assert.equal(await textOf(tree), "Tester\n  Fetch bill | learning\n    No runs yet");
    for (const ok of [true, true, true, false]) await ended(await signed.deck.run(task, { ok }));
    await eventually(async () => assert.match(await textOf(tree), /^Tester\n {2}Fetch bill \| learning · 75 % · TIME\n {4}AGE \| Down · ID(\n {4}AGE \| success · ID){3}$/));
    const { iconPath, accessibilityInformation } = tree.getTreeItem(await nodeOf(tree, "Fetch bill"));
    assert.ok(typeof iconPath === "object" && "dark" in iconPath);
    assert.match(accessibilityInformation?.label ?? "", /^Task Fetch bill, learning, 3 of the last 4 runs succeeded, usually in /);
  });

  it("run a task from its line", async () => {
    const task = await signed.deck.task("Run me", [{ step: "complete" }]);
    const id: unknown = await act("deck.runs.start", await nodeOf(signed.resources.tasks.tree, "Run me"));
    await ended(String(id));
    assert.equal(signed.app.connection.session?.store.get(String(id))?.task_id, task);
  });

  it("open a task's definition, reset it and delete it, after asking", async () => {
    const { tree } = signed.resources.tasks;
    await signed.deck.task("Temporary", [{ step: "complete" }], { prompt: "Do it" });
    const node = await nodeOf(tree, "Temporary");
    await act("deck.tasks.openDefinition", node);
    assert.match(vscode.window.activeTextEditor?.document.getText() ?? "", /"prompt": "Do it"/);
    assert.equal(vscode.window.activeTextEditor?.document.languageId, "json");

    const resetting = person({ press: "Reset Task" });
    await act("deck.tasks.reset", node);
    resetting.done();
    const hesitant = person("leave");
    await act("deck.tasks.delete", node);
    hesitant.done();
    assert.match(await textOf(tree), /Temporary/);
    const determined = person({ press: "Delete Task" });
    await act("deck.tasks.delete", node);
    determined.done();
    assert.doesNotMatch(await textOf(tree), /Temporary/);
  });

  it("keep a definition that is open as the task is: changed elsewhere, reset, or gone", async () => {
    const { tree } = signed.resources.tasks;
    const task = await signed.deck.task("Learned", [{ step: "complete" }], { prompt: "One" });
    const node = await nodeOf(tree, "Learned");
    await act("deck.tasks.openDefinition", node);
    const { document } = vscode.window.activeTextEditor ?? {};
    assert.ok(document);
    const becomes = (prompt: string): Promise<void> => eventually(() => assert.match(document.getText(), new RegExp(`"prompt": "${prompt}"`)));
    await becomes("One");
    await signed.deck.patch(`/tasks/${task}`, { prompt: "Two" });
    await act("deck.tasks.refresh");
    await tree.getChildren();
    await becomes("Two");

    await signed.deck.patch(`/tasks/${task}`, { prompt: "Three" });
    const somebody = person({ press: "Reset Task" }, { press: "Delete Task" });
    await act("deck.tasks.reset", node);
    await becomes("Three");
    const gone = new Promise<void>(resolve => {
      const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(vscode.Uri.joinPath(document.uri, ".."), "*.json"));
      watcher.onDidDelete(({ path }) => path === document.uri.path && resolve(watcher.dispose()));
    });
    await act("deck.tasks.delete", node);
    await gone;
    somebody.done();
  });

  it("copy the id of what is clicked", async () => {
    const id = await source("Copied");
    await act("deck.resources.copyId", await nodeOf(signed.resources.sources.tree, "Copied"));
    assert.equal(await vscode.env.clipboard.readText(), id);
  });

  it("show open sessions with their runs, and end one after saying what that cancels", async () => {
    const { tree } = signed.resources.sessions;
    const busy = await signed.deck.run(await signed.deck.task("Busy", [{ step: "hang" }]));
    await ended(await signed.deck.run(await signed.deck.task("Done", [{ step: "complete" }])));
    await eventually(async () => {
      await act("deck.sessions.refresh");
      assert.deepEqual((await textOf(tree)).split("\n").filter(line => !line.startsWith(" ")).toSorted(), ["Busy | running · ID · 1 run", "Done | ends in TIME · ID · 1 run"]);
    });
    assert.match(await textOf(tree), /Busy \| running · ID · 1 run\n {2}Busy \| AGE · running · ID/);

    const somebody = person({ press: "End Session" });
    const details: unknown[] = [];
    const { showWarningMessage } = vscode.window;
    Object.assign(vscode.window, {
      showWarningMessage: async (text: string, options: { detail?: string }, ...rest: unknown[]) => {
        details.push(options.detail);
        return Reflect.apply(showWarningMessage, vscode.window, [text, options, ...rest]);
      },
    });
    await act("deck.sessions.end", await nodeOf(tree, "Busy"));
    somebody.done();
    assert.deepEqual(details, [`It cancels a run:\n• Busy (…${busy.slice(-4)}), running`]);
    await eventually(async () => assert.match(await textOf(tree), /^Done[^\n]*\n {2}Done[^\n]*$/));
    const { client } = await signed.app.connection.ensure();
    await eventually(async () => assert.match((await client.runs.get(busy)).status, /cancel/));
  });

  it("add, rename and delete a source", async () => {
    const { tree } = signed.resources.sources;
    const adding = person({ type: "not an address" }, { type: "harbor.example" }, { type: "Harbor" });
    await act("deck.sources.add");
    adding.done();
    assert.ok(adding.seen.some(({ kind, text }) => kind === "problem" && text.startsWith("A web address is wanted")));
    assert.equal(await textOf(tree), "Harbor | harbor.example");

    const renaming = person({ type: "Harbor Bank" });
    await act("deck.sources.rename", await nodeOf(tree, "Harbor"));
    renaming.done();
    assert.equal(await textOf(tree), "Harbor Bank | harbor.example");

    const deleting = person({ press: "Delete Source" });
    await act("deck.sources.delete", await nodeOf(tree, "Harbor Bank"));
    deleting.done();
    assert.equal(await textOf(tree), "");
  });

  it("say why a source that is in use stays", async () => {
    const { tree } = signed.resources.sources;
    await credential(await source("Needed"), "ada");
    const somebody = person({ press: "Delete Source" }, "leave");
    await act("deck.sources.delete", await nodeOf(tree, "Needed"));
    somebody.done();
    assert.match(somebody.seen.at(-1)?.text ?? "", /^The source "Needed" is in use\. .*credentials/);
    assert.match(await textOf(tree), /Needed/);
  });

  it("are read again by themselves when the server is there again", async () => {
    const { tree, message } = signed.resources.sources;
    await source("Back");
    await signed.deck.fault({ path: "/v2/*", status: 503, times: 1_000 });
    await act("deck.sources.refresh");
    await act("deck.runs.refresh");
    await textOf(tree);
    assert.notEqual(message(), "");
    assert.equal(signed.app.connection.session?.feed.state.kind, "stale");
    const answer = await fetch(signed.deck.url.replace("/v2", "/control/faults"), { method: "DELETE", headers: { authorization: `Bearer ${signed.deck.key}` } });
    assert.ok(answer.ok);
    await act("deck.runs.refresh");
    assert.equal(await textOf(tree), "Back | back.example");
    assert.equal(message(), "");
  }).timeout(60_000);

  it("keep what was known, and say why it is old, when the server is gone", async () => {
    const { tree, message } = signed.resources.sources;
    await source("Kept");
    assert.equal(await textOf(tree), "Kept | kept.example");
    await signed.deck.stop();
    await act("deck.sources.refresh");
    assert.equal(await textOf(tree), "Kept | kept.example");
    assert.match(message(), /^127\.0\.0\.1:\d+ cannot be reached: .* Showing what was known (?:just now|\d+ s ago)\.$/);
  });
});

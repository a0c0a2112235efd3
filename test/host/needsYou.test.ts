import assert from "node:assert/strict";
import { eventually } from "./support/eventually.ts";
import { signedIn, type SignedIn } from "./support/signedIn.ts";
import { treeText } from "./support/treeText.ts";

const ask = { step: "ask" as const, type: "mfa", message: "Enter the code.", fields: [{ name: "code", label: "Code" }] };

describe("what needs a person", () => {
  let signed: SignedIn;
  before(async () => (signed = await signedIn()));
  after(() => signed.close());

  const tree = (expected: RegExp): Promise<void> => eventually(async () => assert.match(await treeText(signed.view.tree), expected));

  it("stands first, questions before reviews, and leaves when it is done", async () => {
    const { deck } = signed;
    const reviewed = await deck.run(await deck.task("Checked", [{ step: "review" }, { step: "complete", result: "success" }]));
    await tree(/^Needs you \| 1\n {2}Checked \| AGE · Check the result$/);
    await deck.run(await deck.task("Sign in", [ask, { step: "complete", result: "success" }]));
    await tree(/^Needs you \| 2\n {2}Sign in \| AGE · Enter the code\.\n {2}Checked \| AGE · Check the result$/);
    await deck.control(`/task-runs/${reviewed}/approve`, {});
    await tree(/^Needs you \| 1\n {2}Sign in \| .*\nCompleted \| 1\n {2}Checked /);
  });

  it("stands before whatever the runs are filtered or grouped by", async () => {
    const { app } = signed;
    const profile = app.connection.session?.profile.id ?? "";
    app.lens.setFilter(profile, { status: ["completed"] });
    await tree(/^Needs you \| 1\n {2}Sign in .*\nstatus: completed\nCompleted \| 1\n {2}Checked /i);
    app.lens.setFilter(profile, {});
    await app.lens.group("task");
    await tree(/^Needs you \| 1\n {2}Sign in .*\n(.*\n)*Sign in \| 1\n {2}AGE \| Enter the code\./);
    await app.lens.group("status");
  });
});

describe("the tree of runs", () => {
  it("tells the editor of one change of the runs as one", async () => {
    const signed = await signedIn();
    const id = await signed.deck.run(await signed.deck.task("Told once", [{ step: "hang" }]));
    const { store, feed } = await signed.app.connection.ensure();
    await feed.refresh();
    const run = store.get(id) ?? assert.fail("the run is not known");
    const told: unknown[] = [];
    const listening = signed.view.tree.onDidChangeTreeData(change => told.push(change));
    // It leaves a group, enters another, and stands among those that wait for somebody.
    store.apply([{ ...run, status: "interaction_required", updated_at: new Date(Date.parse(run.updated_at) + 60_000).toISOString() }]);
    await Promise.resolve();
    listening.dispose();
    assert.deepEqual(told, [undefined]);
    await signed.close();
  });

  it("is drawn as a whole while several lines are selected: of single ones the editor forgets that they are", async () => {
    const signed = await signedIn();
    const id = await signed.deck.run(await signed.deck.task("Selected", [{ step: "hang" }]));
    const { store, feed } = await signed.app.connection.ensure();
    await feed.refresh();
    const run = store.get(id) ?? assert.fail("the run is not known");
    const told: (number | undefined)[] = [];
    const listening = signed.view.tree.onDidChangeTreeData(change => told.push(change?.length));
    for (const [selected, message] of [[1, "One"], [2, "Several"], [0, "None"]] as const) {
      signed.view.tree.select(selected);
      store.apply([{ ...run, errors: [{ type: "task", code: "odd", message }] }]);
      await Promise.resolve();
    }
    listening.dispose();
    assert.deepEqual(told, [1, undefined, 1]);
    await signed.close();
  });
});

describe("how long an answer may take", () => {
  it("is guessed from a question that was answered too late, and said as a guess", async () => {
    const signed = await signedIn();
    const { deck, view } = signed;
    const source = await deck.post("/sources", { type: "website", website: { url: "https://slow.test/" } });
    const task = await deck.task("Slow", [{ ...ask, limit_ms: 180_000 }]);
    const where = { source_id: source["id"] };
    await deck.post(`/tasks/${task}/run`, where);
    await eventually(async () => assert.match(await treeText(view.tree), /^Needs you \| 1\n {2}Slow \| AGE · Enter the code\.$/));

    await deck.control("/clock", { advance_ms: 180_000 });
    await eventually(async () => assert.match(await treeText(view.tree), /^Failed \| 1$/m));
    await deck.post(`/tasks/${task}/run`, where);
    await eventually(async () => assert.match(await treeText(view.tree), /^Needs you \| 1\n {2}Slow \| AGE of about 3 min · Enter the code\.\n/));
    await signed.close();
  });
});

import assert from "node:assert/strict";
import * as vscode from "vscode";
import { Lens } from "../../src/host/lens.ts";
import { eventually } from "./support/eventually.ts";
import { type Act, person } from "./support/person.ts";
import { type SignedIn, signedIn } from "./support/signedIn.ts";
import { treeText } from "./support/treeText.ts";

/** A command as somebody carries it out; returns what was shown on the way. */
async function carryOut(command: string, argument: unknown, ...acts: Act[]): Promise<readonly string[]> {
  const somebody = person(...acts);
  await vscode.commands.executeCommand(command, argument);
  somebody.done();
  return somebody.seen.map(({ text }) => text);
}

const filter = (facet: string, ...acts: Act[]): Promise<readonly string[]> => carryOut("deck.runs.filter", undefined, { pick: new RegExp(facet) }, ...acts);

describe("what is seen of the runs", () => {
  let signed: SignedIn;
  before(async () => {
    signed = await signedIn();
    const { deck, view } = signed;
    const bills = await deck.task("Bills", [{ step: "complete", result: "success" }]);
    const usage = await deck.task("Usage", [{ step: "complete", result: "failure" }]);
    const broken = await deck.task("Broken", [{ step: "fail", type: "source", code: "blocked", message: "The site stopped the run." }]);
    for (const task of [bills, usage, broken, bills]) await deck.run(task);
    await eventually(async () => assert.equal(await treeText(view.tree), everything));
  });
  afterEach(() => vscode.commands.executeCommand("deck.runs.clearFilters"));
  after(async () => {
    const settings = vscode.workspace.getConfiguration("deck.runs");
    await settings.update("queries", undefined, vscode.ConfigurationTarget.Global);
    await settings.update("groupBy", undefined, vscode.ConfigurationTarget.Global);
    await signed.close();
  });

  const tree = (): Promise<string> => treeText(signed.view.tree);
  const becomes = (text: string): Promise<void> => eventually(async () => assert.equal(await tree(), text));
  const bill = "  Bills | AGE · ID";
  const billOfAny = "  Bills | AGE · success · ID";
  const usage = "  Usage | AGE · failure · ID";
  const broken = "  Broken | AGE · The site stopped the run. · ID";
  const everything = ["Completed | 3", bill, usage, bill, "Failed | 1", broken].join("\n");

  it("is narrowed to what the person ticks, with a line for each filter that takes it away again", async () => {
    await filter("Task", { tick: ["Bills", "Broken"] });
    await becomes(["Task: Bills, Broken", "Completed | 2", bill, bill, "Failed | 1", broken].join("\n"));
    await filter("Status", { tick: ["Failed"] });
    await becomes(["Task: Bills, Broken", "Status: Failed", "Failed | 1", broken].join("\n"));
    assert.equal(signed.view.description(), "Deck · Bills, Broken · Failed");

    await carryOut("deck.runs.removeFilter", { facet: "task_id" });
    await becomes(["Status: Failed", "Failed | 1", broken].join("\n"));
    await carryOut("deck.runs.clearFilters", undefined);
    await becomes(everything);
    assert.equal(signed.view.description(), "Deck");
  });

  it("is changed from the line of a filter, without asking what to filter by", async () => {
    await filter("Result", { tick: ["success"] });
    assert.deepEqual(await carryOut("deck.runs.filter", { facet: "result" }, { tick: ["failure"] }), ["Filter Runs: Result"]);
    await becomes(["Result: failure", "Completed | 1", usage, "Failed | 1", broken].join("\n"));
    await carryOut("deck.runs.filter", { facet: "result" }, { tick: [] });
    await becomes(everything);
  });

  it("stays as it is when the person leaves", async () => {
    await filter("Result", { tick: ["success"] });
    await filter("Task", "leave");
    await becomes(["Result: success", "Completed | 2", bill, bill].join("\n"));
  });

  it("may be the runs since a day, which has to be one", async () => {
    const seen = await filter("Created", { pick: "Since a date..." }, { type: "2026-02-31" }, { type: "2026-01-02" });
    assert.match(seen.at(-1) ?? "", /^A date is wanted here, as in \d{4}-\d\d-\d\d\.$/);
    await eventually(async () => assert.match(await tree(), /^Created: since 2 Jan(?: 2026)?\nCompleted \| 3\n/));
    await filter("Created", { pick: "In the last hour" });
    await eventually(async () => assert.match(await tree(), /^Created: in the last hour\nCompleted \| 3\n/));
    await filter("Created", { pick: "At any time" });
    await becomes(everything);
  });

  it("says that nothing matches, and offers to clear the filters", async () => {
    await filter("Status", { tick: ["Canceled"] });
    await becomes(["Status: Canceled", "No run matches the filters | Clear filters"].join("\n"));
  });

  it("can be kept under a name, as a group above the others, until it is deleted", async () => {
    await filter("Task", { tick: ["Bills"] });
    await carryOut("deck.runs.saveQuery", undefined, { type: " " }, { type: "My bills" });
    await carryOut("deck.runs.clearFilters", undefined);
    await becomes(["My bills | 2", billOfAny, billOfAny, everything].join("\n"));

    const saved = vscode.workspace.getConfiguration("deck").get<{ name: string; profile: string }[]>("runs.queries");
    assert.deepEqual(saved?.map(({ name, profile }) => [name, profile]), [["My bills", "deck"]]);
    await carryOut("deck.runs.deleteQuery", undefined, { pick: "My bills" });
    await eventually(async () => assert.doesNotMatch(await tree(), /My bills/));
  });

  it("is not saved where nothing is filtered", async () => {
    assert.deepEqual(await carryOut("deck.runs.saveQuery", undefined), ["There is no filter to save. Filter the runs first."]);
  });

  it("can stand by task, by session and by day, and is remembered so", async () => {
    await filter("Task", { tick: ["Bills", "Usage"] });
    await carryOut("deck.runs.group", undefined, { pick: "Task" });
    await becomes(["Task: Bills, Usage", "Bills | 2", "  AGE | success · ID", "  AGE | success · ID", "Usage | 1", "  AGE | failure · ID"].join("\n"));
    assert.equal(vscode.workspace.getConfiguration("deck").get("runs.groupBy"), "task");
    await carryOut("deck.runs.group", undefined, { pick: "Day" });
    await becomes(["Task: Bills, Usage", "Today | 3", billOfAny, usage, billOfAny].join("\n"));
    await carryOut("deck.runs.group", undefined, { pick: "Session" });
    await eventually(async () => assert.match(await tree(), /^Task: Bills, Usage\n(sess_\w+ \| 1\n {2}\w+ \| .*\n?){3}$/));
    await carryOut("deck.runs.group", undefined, { pick: "Status" });
  });
});

describe("a filter over runs that go on", () => {
  let signed: SignedIn;
  before(async () => (signed = await signedIn()));
  after(() => signed.close());

  it("shows at once what happens to runs that match, and nothing of the others", async () => {
    const { deck, view } = signed;
    const becomes = (text: string): Promise<void> => eventually(async () => assert.equal(await treeText(view.tree), text));
    const wanted = await deck.task("Wanted", [{ step: "hang" }]);
    const other = await deck.task("Other", [{ step: "hang" }]);
    await filter("Task", { tick: ["Wanted"] });
    await becomes(["Task: Wanted", "No run matches the filters | Clear filters"].join("\n"));

    const id = await deck.run(wanted);
    await deck.run(other);
    await becomes(["Task: Wanted", "Running | 1", "  Wanted | AGE · ID"].join("\n"));
    await deck.post(`/task-runs/${id}/cancel`, {});
    await becomes(["Task: Wanted", "Canceled | 1", "  Wanted | AGE · ID"].join("\n"));
    await carryOut("deck.runs.clearFilters", undefined);
    await becomes(["Running | 1", "  Other | AGE · ID", "Canceled | 1", "  Wanted | AGE · ID"].join("\n"));
  });
});

describe("searching at a slow server", () => {
  it("lets the person type at once", async () => {
    const signed = await signedIn();
    await signed.deck.fault({ method: "GET", path: "/v2/tasks", delay_ms: 20_000 });
    const real = vscode.window.createQuickPick;
    const boxes: vscode.QuickPick<vscode.QuickPickItem>[] = [];
    Object.assign(vscode.window, {
      createQuickPick: () => {
        const box = real();
        const show = box.show.bind(box);
        return Object.assign(box, { show: () => (boxes.push(box), show()) });
      },
    });
    const searching = vscode.commands.executeCommand("deck.runs.search");
    const box = await eventually(() => boxes[0] ?? assert.fail("nothing is shown yet"));
    Object.assign(vscode.window, { createQuickPick: real });
    assert.equal(box.busy, true);
    await eventually(async () => {
      await signed.deck.advance(20_000);
      assert.equal(box.busy, false);
    });
    box.hide();
    await searching;
    await signed.close();
  });
});

describe("the filters of a window", () => {
  it("are those of before when it is opened again, for each profile", () => {
    const kept = new Map<string, unknown>();
    const memory = { get: (name: string) => kept.get(name), update: async (name: string, value: unknown) => void kept.set(name, JSON.parse(JSON.stringify(value))) };
    const before = new Lens(memory);
    before.setFilter("acme", { status: ["failed"], since: ["day"] });
    before.setFilter("beta", { status: ["queued"] });
    before.setFilter("beta", {});
    before.dispose();
    const after = new Lens(memory);
    assert.deepEqual([after.filter("acme"), after.filter("beta"), after.isFiltered("beta")], [{ status: ["failed"], since: ["day"] }, {}, false]);
    after.dispose();
    kept.set("deck.filters", { acme: { status: 7, since: "day", colour: "red" } });
    const odd = new Lens(memory);
    assert.deepEqual(odd.filter("acme"), { since: ["day"] });
    odd.dispose();
  });
});

describe("searching runs", () => {
  let signed: SignedIn;
  before(async () => (signed = await signedIn()));
  after(() => signed.close());

  const opened = (): (string | undefined)[] => vscode.window.tabGroups.all.flatMap(group => group.tabs).map(({ label }) => label);
  const old = "2026-01-02T03:04:05Z";

  it("asks the server for ids, tasks and days, and says over what it searched otherwise", async () => {
    const { deck, view } = signed;
    const meter = await deck.task("Read meter", [{ step: "complete", result: "success" }]);
    const id = await deck.run(meter);
    await eventually(async () => assert.match(await treeText(view.tree), /Completed \| \d+(?:\n {2}.*)*\n {2}Read meter \| AGE · ID/));

    const seen = [
      ...(await carryOut("deck.runs.search", undefined, { type: id }, "leave")),
      ...(await carryOut("deck.runs.search", undefined, { type: "trun_nobody" }, "leave")),
      ...(await carryOut("deck.runs.search", undefined, { type: "meter" }, "leave")),
      ...(await carryOut("deck.runs.search", undefined, { type: old.slice(0, 10) }, "leave")),
      ...(await carryOut("deck.runs.search", undefined, { type: "success" }, "leave")),
    ].map(text => text.split(": A run's id")[0]?.replace(/since \d\d:\d\d/, "since WHEN").replace(/ 2026;/, ";"));
    assert.deepEqual(seen, [
      "Search Runs: Deck: by its id; no others among 1 loaded run since WHEN",
      "Search Runs: Deck: no run of this id; none among 1 loaded run since WHEN",
      "Search Runs: Deck: runs of Read meter; no others among 1 loaded run since WHEN",
      "Search Runs: Deck: no runs on 2 Jan; none among 1 loaded run since WHEN",
      "Search Runs: 1 among 1 loaded run since WHEN",
    ]);
  });

  it("opens what is chosen", async () => {
    await carryOut("deck.runs.search", undefined, { type: "meter" }, { pick: "Read meter" });
    await eventually(() => assert.match(opened().join(), /^Read meter · \w{4}$/));
  });
});

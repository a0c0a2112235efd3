import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import { temporaryFolder } from "../support/process/temporaryFolder.ts";
import { eventually } from "./support/eventually.ts";
import { person } from "./support/person.ts";
import { type SignedIn, signedIn } from "./support/signedIn.ts";

const node = (id: string) => ({ kind: "run", id });

function several({ deck }: SignedIn, task: string, count: number): Promise<string[]> {
  return Promise.all(Array.from({ length: count }, (_, n) => deck.run(task, { n })));
}

async function statusOf({ app }: SignedIn, id: string): Promise<unknown> {
  return (await app.connection.ensure()).client.runs.get(id).then(({ status }) => status);
}

async function command(id: string, ids: readonly string[]): Promise<void> {
  const nodes = ids.map(node);
  await vscode.commands.executeCommand(id, nodes[0], nodes);
}

describe("driving many runs", function () {
  this.timeout(120_000);
  let signed: SignedIn;
  before(async () => (signed = await signedIn()));
  after(() => signed.close());

  it("cancels all that are selected, asks once, and leaves what has ended", async () => {
    const hanging = await several(signed, await signed.deck.task("Hangs", [{ step: "hang" }]), 3);
    const [ended = ""] = await several(signed, await signed.deck.task("Ends", [{ step: "complete" }]), 1);
    await (await signed.app.connection.ensure()).feed.refresh();
    await eventually(async () => assert.equal(await statusOf(signed, ended), "completed"));
    await (await signed.app.connection.ensure()).feed.refresh();

    const somebody = person({ press: "Cancel Run" });
    await command("deck.runs.cancelSelected", [...hanging, ended]);
    somebody.done();
    assert.equal(somebody.seen[0]?.text, "Cancel 3 runs?");
    for (const id of hanging) await eventually(async () => assert.equal(await statusOf(signed, id), "canceled"));
    assert.equal(await statusOf(signed, ended), "completed");
  });

  it("reports which could not be canceled, and why", async () => {
    const hanging = await several(signed, await signed.deck.task("Hangs on", [{ step: "hang" }]), 3);
    await (await signed.app.connection.ensure()).feed.refresh();
    await signed.deck.fault({ method: "POST", path: `/v2/task-runs/${hanging[1]}/cancel`, status: 403 });
    await signed.deck.fault({ method: "POST", path: `/v2/task-runs/${hanging[2]}/cancel`, status: 409 });
    const somebody = person({ press: "Cancel Run" }, { press: "Show Report" });
    await command("deck.runs.cancel", hanging);
    const report = await eventually(() => {
      const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.path.endsWith("Runs not canceled.md"));
      return editor?.document.getText() ?? assert.fail("no report is shown");
    });
    somebody.done();
    assert.match(report, /^# 2 of 3 runs were not canceled/);
    assert.match(report, new RegExp(`## Deck refused to cancel this run just now, though it is queued or running\\..*\n\n- Hangs on \`${hanging[2]}\``));
    assert.match(report, new RegExp(`Hangs on \`${hanging[1]}\``));
  });

  it("stops asking before it cancels, if that is wished", async () => {
    const [one = "", other = ""] = await several(signed, await signed.deck.task("Hangs still", [{ step: "hang" }]), 2);
    const somebody = person({ press: "Cancel, and Do Not Ask Again" });
    await vscode.commands.executeCommand("deck.runs.cancel", { id: one });
    await vscode.commands.executeCommand("deck.runs.cancel", { id: other });
    somebody.done();
    assert.equal(somebody.seen.length, 1);
    await vscode.workspace.getConfiguration("deck").update("runs.confirmCancel", undefined, vscode.ConfigurationTarget.Global);
    await eventually(async () => assert.equal(await statusOf(signed, other), "canceled"));
  });

  it("runs all that are selected again, each with its own input", async () => {
    const task = await signed.deck.task("Repeats", [{ step: "complete", output: "{{input.n}}" }]);
    const ids = await several(signed, task, 2);
    const somebody = person({ press: "Run 2 Again" });
    await command("deck.runs.again", ids);
    somebody.done();
    const { client } = await signed.app.connection.ensure();
    const inputs = await Promise.all((await signed.deck.runIds(task)).map(id => client.runs.get(id, ["input"]).then(({ input }) => JSON.stringify(input))));
    assert.deepEqual(inputs.toSorted(), ['{"n":0}', '{"n":0}', '{"n":1}', '{"n":1}']);
  });

  it("opens all that are selected, each in a tab of its own, and asks before many", async () => {
    const ids = await several(signed, await signed.deck.task("Opened", [{ step: "complete" }]), 11);
    await (await signed.app.connection.ensure()).feed.refresh();
    const tabs = () => vscode.window.tabGroups.all.flatMap(group => group.tabs).filter(({ label }) => label.startsWith("Opened"));
    await command("deck.runs.openSelected", ids.slice(0, 3));
    await eventually(() => assert.equal(tabs().length, 3));
    const hesitant = person("leave");
    await command("deck.runs.openSelected", ids);
    hesitant.done();
    assert.equal(hesitant.seen[0]?.text, "Open 11 runs, each in a panel of its own?");
    assert.equal(tabs().length, 3);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("copies the ids of all", async () => {
    const ids = await several(signed, await signed.deck.task("Copied", [{ step: "complete" }]), 2);
    await command("deck.runs.copyIds", ids);
    assert.equal(await vscode.env.clipboard.readText(), ids.join("\n"));
  });

  it("exports the selected runs, with the sections that were chosen, as lines of JSON", async () => {
    await using folder = await disposableFolder();
    const task = await signed.deck.task("Exported", [{ step: "complete", output: { n: "{{input.n}}" } }]);
    const ids = await several(signed, task, 12);
    for (const id of ids) await eventually(async () => assert.equal(await statusOf(signed, id), "completed"));
    const file = join(folder.path, "runs.jsonl");
    const somebody = person({ pick: "JSON Lines" }, { tick: ["Output", "Input"] }, { file }, { press: "nothing" });
    await command("deck.runs.export", ids);
    await eventually(() => assert.equal(somebody.seen.at(-1)?.text, "12 runs were exported."));
    somebody.done();
    const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
    assert.deepEqual(lines.map(line => JSON.parse(line).id), ids);
    const { task_name, output, input, files } = JSON.parse(lines[3] ?? "");
    assert.deepEqual({ task_name, output, input, files }, { task_name: "Exported", output: { n: 3 }, input: { n: 3 }, files: undefined });
  });

  it("exports what the filters let through, as a table", async () => {
    await using folder = await disposableFolder();
    const task = await signed.deck.task("=Filtered", [{ step: "complete" }]);
    const ids = await several(signed, task, 3);
    const session = await signed.app.connection.ensure();
    signed.app.lens.setFilter(session.profile.id, { task_id: [task] });
    const file = join(folder.path, "runs.csv");
    const somebody = person({ pick: "CSV" }, { tick: [] }, { file }, { press: "nothing" });
    await vscode.commands.executeCommand("deck.runs.export");
    await eventually(() => assert.equal(somebody.seen.at(-1)?.text, "3 runs were exported."));
    somebody.done();
    signed.app.lens.setFilter(session.profile.id, {});
    const [head, ...rows] = (await readFile(file, "utf8")).trimEnd().split("\r\n");
    assert.match(head ?? "", /^id,task_id,task_name,status,/);
    assert.deepEqual(new Set(rows.map(row => row.split(",")[0])), new Set(ids));
    assert.ok(rows.every(row => row.includes(",'=Filtered,")), "a formula is made harmless");
  });
});

describe("driving more runs than the rate of the service lets through at once", function () {
  this.timeout(120_000);
  let signed: SignedIn;
  before(async () => (signed = await signedIn({ rateLimit: true })));
  after(() => signed.close());

  it("cancels 200 at once within the rate of the service, and lets the window go on", async () => {
    // What is asked here besides does not count against the window's own rate.
    const restRate = (): Promise<void> => signed.deck.advance(11_000);
    const task = await signed.deck.task("Many", [{ step: "hang" }]);
    const ids: string[] = [];
    for (const count of [100, 100]) {
      await restRate();
      ids.push(...(await several(signed, task, count)));
    }
    await restRate();
    await (await signed.app.connection.ensure()).feed.refresh();
    const pauses = watchPauses();
    const began = Date.now();
    const somebody = person({ press: "Cancel Run" });
    await command("deck.runs.cancel", ids);
    somebody.done();
    const { longestMs } = pauses.stop();
    console.log(`      200 canceled in ${((Date.now() - began) / 1000).toFixed(1)} s; the extension host was held for at most ${longestMs.toFixed(0)} ms`);
    for (const id of ids.slice(-3)) await eventually(async () => assert.match(String(await statusOf(signed, id)), /^cancel/));
    assert.equal(somebody.seen.filter(({ kind }) => kind === "message").length, 1, "nothing was refused");
  });
});

async function disposableFolder(): Promise<{ path: string } & AsyncDisposable> {
  const folder = await temporaryFolder("export");
  return { path: folder.path, [Symbol.asyncDispose]: () => folder.close() };
}

/** How long nothing else could happen, at the longest. */
function watchPauses(): { stop(): { longestMs: number } } {
  let last = performance.now();
  let longestMs = 0;
  const timer = setInterval(() => {
    longestMs = Math.max(longestMs, performance.now() - last - 5);
    last = performance.now();
  }, 5);
  return {
    stop() {
      clearInterval(timer);
      return { longestMs };
    },
  };
}

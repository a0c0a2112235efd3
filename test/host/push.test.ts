import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import * as vscode from "vscode";
import type { TestSurface } from "../../src/extension.ts";
import type { EventDestination } from "../../src/api/schemas/events.ts";
import type { DeckClient } from "../../src/api/deckClient.ts";
import type { Scenario } from "../../src/local/scenario.ts";
import { eventually } from "./support/eventually.ts";
import { extension } from "./support/extension.ts";
import { signedIn } from "./support/signedIn.ts";
import { treeText } from "./support/treeText.ts";

const wait: Scenario["steps"] = [{ step: "wait", ms: 3_600_000 }];

describe("push from Local Deck", function () {
  this.timeout(120_000);

  it("shows a run in the tree that another program has started, without asking for runs", async () => {
    const signed = await signedIn();
    const { app, view, deck } = signed;
    await told(app);
    const task = await deck.task("Told by push", wait);
    const asked = pollsOf(app);
    const run = await deck.run(task);
    await eventually(async () => assert.match(await treeText(view.tree), /^Running \| 1\n {2}Told by push/m));
    await deck.post(`/task-runs/${run}/cancel`, {});
    await eventually(async () => assert.match(await treeText(view.tree), /^Canceled \| 1\n {2}Told by push/m));
    assert.equal(pollsOf(app), asked, "lists of runs that were asked for");
    await signed.close();
  });

  it("believes nothing that the server has not signed", async () => {
    const signed = await signedIn();
    const { app, deck } = signed;
    await told(app);
    const url = (await destinations(app))[0]?.webhook?.url ?? "";
    const session = await app.connection.ensure();
    // Whoever asked for the run that was told of would use this up.
    await deck.fault({ method: "GET", path: "/v2/task-runs/trun_forged", status: 404 });
    const body = JSON.stringify({ id: "evt_forged", type: "task_run.completed", data: { id: "trun_forged", status: "completed" }, created_at: new Date().toISOString() });
    const seconds = Math.floor(Date.now() / 1000);
    const signature = createHmac("sha256", "guessed").update(`evt_forged.${seconds}.${body}`).digest("base64");
    const headers = { "webhook-id": "evt_forged", "webhook-timestamp": `${seconds}`, "webhook-signature": `v1,${signature}` };
    assert.equal((await fetch(url, { method: "POST", headers, body })).status, 401);
    const run = await deck.run(await deck.task("Told later", wait));
    await eventually(() => assert.equal(session.store.get(run)?.status, "running"));
    assert.equal((await deck.faults()).length, 1);
    await signed.close();
  });

  it("ends with the profile, and leaves no destination there", async () => {
    const { app } = await extension();
    await told(app);
    const local = (await app.connection.ensure()).client;
    assert.equal((await listOf(local)).length, 1);
    const signed = await signedIn();
    await eventually(async () => assert.deepEqual(await listOf(local), []));
    await told(app);
    const remote = (await app.connection.ensure()).client;
    await vscode.commands.executeCommand("deck.key.signOut");
    await eventually(async () => assert.deepEqual(await listOf(remote), []));
    await told(app);
    await signed.deck.close();
  });

  it("takes away at its start what a window has left that crashed", async () => {
    const signed = await signedIn();
    const { app, deck } = signed;
    await told(app);
    const [mine] = await destinations(app);
    assert.ok(mine);
    await vscode.commands.executeCommand("deck.key.signOut");
    await deck.post("/event-destinations", { name: mine.name, type: "webhook", events: ["*"], webhook: { url: mine.webhook?.url } });
    await app.keys.keep("deck", deck.key);
    await eventually(() => assert.equal(app.connection.session?.profile.id, "deck"));
    await told(app);
    const left = await destinations(app);
    assert.equal(left.length, 1);
    assert.notEqual(left[0]?.webhook?.url, mine.webhook?.url);
    await signed.close();
  });

  it("gives way to asking where it was broken, and mends itself", async () => {
    const signed = await signedIn();
    const { app, view, deck } = signed;
    await told(app);
    const task = await deck.task("Lost", wait);
    const [mine] = await destinations(app);
    const { client } = await app.connection.ensure();
    await client.destinations.update(mine?.id ?? "", { status: "inactive" });
    // The slow polling that goes on besides finds what was not told. Just after the beginning it thinks nothing of it.
    await eventually(async () => {
      const run = await deck.run(task);
      await app.connection.session?.feed.refresh();
      await deck.post(`/task-runs/${run}/cancel`, {});
      await app.connection.session?.feed.refresh();
      assert.equal(app.push.isHealthy, false);
    });
    await eventually(async () => assert.match(await treeText(view.tree), /^Canceled \| \d+\n {2}Lost/m));
    await told(app);
    assert.notEqual((await destinations(app))[0]?.id, mine?.id);
    await signed.close();
  });

  it("can be turned off", async () => {
    const { app } = await extension();
    await told(app);
    const settings = vscode.workspace.getConfiguration("deck");
    await settings.update("runs.push", false, vscode.ConfigurationTarget.Global);
    await eventually(async () => assert.deepEqual(await destinations(app), []));
    assert.match(app.push.describe(), /^Runs are asked for/);
    await settings.update("runs.push", undefined, vscode.ConfigurationTarget.Global);
    await told(app);
  });
});

type App = TestSurface["app"];

/** The server tells of changes, and what it told at first has been read. */
async function told(app: App): Promise<void> {
  await eventually(() => assert.equal(app.push.isHealthy, true));
  await app.connection.session?.feed.refresh();
}

async function destinations(app: App): Promise<EventDestination[]> {
  return listOf((await app.connection.ensure()).client);
}

async function listOf(client: DeckClient): Promise<EventDestination[]> {
  const all: EventDestination[] = [];
  for await (const destination of client.destinations.list()) all.push(destination);
  return all;
}

function pollsOf(app: App): number {
  return app.connection.session?.client.traffic().kinds.find(({ kind }) => kind === "GET /task-runs")?.requests ?? 0;
}

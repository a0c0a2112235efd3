import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { dirname } from "node:path";
import * as vscode from "vscode";
import { placeOf } from "../../src/host/sharing/place.ts";
import { eventually } from "./support/eventually.ts";
import { extension } from "./support/extension.ts";
import { person } from "./support/person.ts";
import { signedIn } from "./support/signedIn.ts";
import { treeText } from "./support/treeText.ts";

const demoTree = `
Needs you | 4
  List accounts | AGE · Which account should be opened?
  Download latest bill | AGE · Northlight Energy sent a 6-digit code to (•••) •••-••42. For this demo it is 123456.
  Update payment method | AGE · Northlight Energy asks this before payment details are changed. For this demo any answer is right.
  Update payment method | AGE · Check the result
Running | 2
  Fetch balance (water) | AGE · ID
  Fetch usage history | AGE · ID
Queued | 1
  Check outage status | AGE · ID
Canceling | 1
  Submit meter reading | AGE · ID
Completed | 13
  Download latest bill | AGE · ID
  Fetch usage history | AGE · ID
  Fetch balance (water) | AGE · ID
  Check outage status | AGE · ID
  Submit meter reading | AGE · failure · ID
  List accounts | AGE · ID
  Submit meter reading | AGE · ID
  Start service transfer | AGE · ID
  Update payment method | AGE · ID
  Download latest bill | AGE · ID
  Check outage status | AGE · ID
  Fetch usage history | AGE · ID
  Fetch balance (water) | AGE · ID
Failed | 6
  Start service transfer | AGE · Task execution exceeded the timeout of 15 minutes. · ID
  Download latest bill | AGE · The source stopped the run with an antibot check. · ID
  List accounts | AGE · The source rejected the credentials. · ID
  Download latest bill | AGE · The interaction was not answered in time; start a new run to try again. · ID
  Fetch balance (water) | AGE · The source is down or cannot be reached. · ID
  Download latest bill | AGE · The source stopped the run with an antibot check. · ID
Canceled | 3
  Start service transfer | AGE · ID
  Update payment method | AGE · ID
  Check outage status | AGE · ID`.trimStart();

/** The demo's questions are asked at the same moment, so any may come first. */
function steadyQuestions(tree: string): string {
  // Other tests bring runs of their own to Local Deck, which all of them share.
  const ofDemo = tree.replaceAll(/^ {2}(?:Brought along|.* \(2\)) \| .*\n/gm, "").replace(/^Completed \| \d+$/m, "Completed");
  const [title, ...lines] = ofDemo.split("\n");
  return [title, ...lines.slice(0, 3).toSorted(), ...lines.slice(3)].join("\n");
}

describe("the tree of runs", () => {
  it("shows the demo runs of Local Deck by status, newest first, and says what they are", async () => {
    const { view } = await extension();
    await eventually(async () => assert.equal(steadyQuestions(await treeText(view.tree)), steadyQuestions(demoTree)));
    assert.equal(view.message(), "Local Deck: a sandbox with demo runs, on this machine only.");
  });

  it("offers to load more where a group is not all here", async () => {
    const signed = await signedIn();
    const { view, deck, app } = signed;
    const { profile } = await app.connection.ensure();
    const task = await deck.task("Many", [{ step: "complete", result: "success" }]);
    await Promise.all(Array.from({ length: 45 }, () => deck.run(task)));
    await eventually(async () => assert.match(await treeText(view.tree), /^Completed \| 45\n/));
    await vscode.commands.executeCommand("deck.key.signOut");
    // What was known of the runs goes a moment later.
    const known = placeOf(dirname(app.scenarios()), profile, deck.key);
    await eventually(() => assert.ok(!existsSync(known)));
    const somebody = person({ type: deck.key });
    await vscode.commands.executeCommand("deck.key.use");
    somebody.done();

    await eventually(async () => assert.match(await treeText(view.tree), /^Completed \| 20\+\n( {2}Many .*\n){20} {2}Load more… \| loaded 20, since \d\d:\d\d$/));
    await vscode.commands.executeCommand("deck.runs.loadMore", "completed");
    assert.match(await treeText(view.tree), /^Completed \| 40\+\n( {2}Many .*\n){40} {2}Load more… \| loaded 40, since \d\d:\d\d$/);
    await vscode.commands.executeCommand("deck.runs.loadMore", "completed");
    assert.match(await treeText(view.tree), /^Completed \| 45(\n {2}Many .*){45}$/);
    await signed.close();
  });

  it("shows statuses that it does not know under their own names, and older names under today's", async () => {
    const { view } = await extension();
    const server = await otherServer(["hibernating", "cancelling", "completed"]);
    const somebody = person({ type: "sk_live_other" });
    await vscode.commands.executeCommand("deck.key.use");
    somebody.done();
    await eventually(async () =>
      assert.equal(
        await treeText(view.tree),
        ["Canceling | 1", "  task_1 | AGE · ID", "hibernating | 1", "  task_1 | AGE · ID", "Completed | 1", "  task_1 | AGE · ID"].join("\n"),
      ),
    );
    await vscode.commands.executeCommand("deck.key.signOut");
    await server.close();
  });
});

/** A server of another age: it knows nothing of filters, and of runs no more than it must. */
async function otherServer(statuses: readonly string[]): Promise<{ close(): Promise<void> }> {
  const at = "2026-01-02T03:04:05Z";
  const runs = statuses.map((status, index) => ({ id: `trun_000${index}`, status, task_id: "task_1", created_at: at, updated_at: at, novelty: 1 }));
  const server = createServer((request, answer) => {
    const isRuns = request.url?.startsWith("/v2/task-runs") && !request.url.includes("status=");
    const body = request.url === "/v2/test" ? { status: "ready" } : { data: isRuns ? runs : [], has_more: false, next_cursor: null };
    answer.setHeader("content-type", "application/json").end(JSON.stringify(body));
  }).listen(0, "127.0.0.1");
  await new Promise(resolve => server.once("listening", resolve));
  const address = server.address();
  assert.ok(typeof address === "object" && address);
  const settings = vscode.workspace.getConfiguration("deck");
  await settings.update("api.baseUrl", `http://127.0.0.1:${address.port}/v2`, vscode.ConfigurationTarget.Global);
  return {
    async close() {
      server.closeAllConnections();
      server.close();
      await settings.update("api.baseUrl", undefined, vscode.ConfigurationTarget.Global);
    },
  };
}

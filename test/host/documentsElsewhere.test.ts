import assert from "node:assert/strict";
import { createServer } from "node:http";
import * as vscode from "vscode";
import { runUri } from "../../src/host/deckUri.ts";
import { listening } from "../support/network/listening.ts";
import { eventually } from "./support/eventually.ts";
import { extension } from "./support/extension.ts";
import { person } from "./support/person.ts";

describe("the documents of a run at another server", () => {
  const at = "2026-01-02T03:04:05Z";
  const runWith = (more: string): string => `{"id":"trun_1","task_id":"task_1","created_at":"${at}","updated_at":"${at}",${more}}`;

  /** Signs in where there is one run, in no list, which reads as told. */
  async function signedInWhere(run: () => string): Promise<AsyncDisposable & { read(document: string): Promise<string> }> {
    const { app } = await extension();
    const server = await listening(
      createServer((request, response) => {
        const list = '{"data":[],"has_more":false,"next_cursor":null}';
        const body = request.url?.endsWith("/test") ? '{"status":"ready"}' : request.url?.startsWith("/v2/task-runs/trun_1") ? run() : list;
        response.setHeader("content-type", "application/json").end(body);
      }),
    );
    const settings = vscode.workspace.getConfiguration("deck");
    await settings.update("api.baseUrl", `http://127.0.0.1:${server.port}/v2`, vscode.ConfigurationTarget.Global);
    const somebody = person({ type: "sk_live_elsewhere" });
    await vscode.commands.executeCommand("deck.key.use");
    somebody.done();
    await app.connection.ensure();
    return {
      read: async document => new TextDecoder().decode(await vscode.workspace.fs.readFile(runUri("deck", "trun_1", document))),
      async [Symbol.asyncDispose]() {
        await vscode.commands.executeCommand("workbench.action.closeAllEditors");
        await vscode.commands.executeCommand("deck.key.signOut");
        await settings.update("api.baseUrl", undefined, vscode.ConfigurationTarget.Global);
        await server[Symbol.asyncDispose]();
      },
    };
  }

  it("keep every digit that the service sent", async () => {
    await using elsewhere = await signedInWhere(() => runWith('"status":"completed","output":{"n":12345678901234567890.10,"n":1.0}'));
    assert.equal(await elsewhere.read("output.json"), '{\n  "n": 12345678901234567890.10,\n  "n": 1.0\n}\n');
    await assert.rejects(async () => elsewhere.read("input.json"), error => error instanceof vscode.FileSystemError && error.code === "FileNotFound");
  });

  it("show pictures of which nothing but the run itself tells", async () => {
    const frame = (reasoning: string) => ({ reasoning, file_name: "a.png", file_type: "image/png", file_size: 1, url: null, created_at: at });
    const frames = [frame("First look")];
    await using elsewhere = await signedInWhere(() => runWith(`"status":"running","artifacts":{"screenshots":${JSON.stringify(frames)}}`));
    await vscode.commands.executeCommand("deck.documents.open", { id: "trun_1", document: "timeline.md" });
    const shown = vscode.window.activeTextEditor?.document;
    assert.match(await elsewhere.read("timeline.md"), /Screenshot 1: First look/);
    assert.match(shown?.getText() ?? "", /Screenshot 1: First look/);
    frames.push(frame("Second look"));
    await eventually(() => assert.match(shown?.getText() ?? "", /Screenshot 2: Second look/), 30_000);
  }).timeout(60_000);
});

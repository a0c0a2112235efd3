import assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually } from "./support/eventually.ts";
import { extension } from "./support/extension.ts";
import { signedIn } from "./support/signedIn.ts";

describe("reports", () => {
  afterEach(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  it("show the traffic as read-only markdown, and keep it up to date while it is in sight", async () => {
    const { app } = await extension();
    const { client } = await app.connection.ensure();
    await vscode.commands.executeCommand("deck.traffic.show");
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.languageId, "markdown");
    await eventually(() => assert.match(document.getText(), /^# Traffic with Local Deck\n[\s\S]*\n\| GET \/task-runs /));
    const tested = (): number => Number(/\| GET \/test +\| +\d+ \| +[\d.]+ \| +(\d+) /.exec(document.getText())?.[1] ?? 0);
    const before = tested();
    await client.test();
    await eventually(() => assert.equal(tested(), before + 1));
    assert.notEqual(vscode.workspace.fs.isWritableFileSystem(document.uri.scheme), true);
  });

  it("say that there are no differences where the server is known", async () => {
    const { app } = await extension();
    await app.connection.ensure();
    await vscode.commands.executeCommand("deck.differences.report");
    assert.match(vscode.window.activeTextEditor?.document.getText() ?? "", /^# Differences from what is known\n\nTask Runs for Deck \d[\s\S]*\nThere are none: /);
  });

  it("say where traffic went although the profile has changed", async () => {
    await extension();
    await vscode.commands.executeCommand("deck.traffic.show");
    const document = vscode.window.activeTextEditor?.document;
    const signed = await signedIn();
    await vscode.commands.executeCommand("deck.traffic.show");
    await eventually(() => assert.match(document?.getText() ?? "", /^# Traffic with Deck\n/));
    await signed.close();
  });
});

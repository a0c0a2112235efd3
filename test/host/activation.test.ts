import assert from "node:assert/strict";
import * as vscode from "vscode";
import { extension } from "./support/extension.ts";

describe("the extension", () => {
  it("activates when its view comes in sight", async () => {
    await extension();
    assert.ok(vscode.extensions.getExtension("task-runs-for-deck.deck-task-runs")?.isActive);
  });

  it("registers every command that its manifest declares", async () => {
    await extension();
    const manifest = vscode.extensions.getExtension("task-runs-for-deck.deck-task-runs")?.packageJSON;
    const declared: string[] = manifest.contributes.commands.map(({ command }: { command: string }) => command);
    const registered = new Set(await vscode.commands.getCommands());
    assert.deepEqual(declared.filter(command => !registered.has(command)), []);
    assert.ok(declared.length > 5);
  });
});

import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { TestSurface } from "../../../src/extension.ts";

/** The extension, activated as the editor does it when its view comes in sight. */
export async function extension(): Promise<TestSurface> {
  const found = vscode.extensions.getExtension<TestSurface>("task-runs-for-deck.deck-task-runs");
  assert.ok(found, "the extension is not installed");
  await vscode.commands.executeCommand("deck.runs.focus");
  return found.activate();
}

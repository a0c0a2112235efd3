import assert from "node:assert/strict";
import * as vscode from "vscode";

describe("the extension", () => {
  it("is found in the extension host", () => {
    assert.ok(vscode.extensions.getExtension("task-runs-for-deck.deck-task-runs"));
  });
});

import assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually } from "./support/eventually.ts";
import { type SignedIn, signedIn } from "./support/signedIn.ts";

describe("the run panel", () => {
  let signed: SignedIn;
  before(async () => (signed = await signedIn()));
  after(() => signed.close());

  const labels = (): string[] => vscode.window.tabGroups.all.flatMap(group => group.tabs).map(({ label }) => label);

  it("opens once for each run, under the name of its task", async () => {
    const id = await signed.deck.run(await signed.deck.task("Read meter", [{ step: "complete", output: { kwh: 4 }, result: "success" }]));
    await vscode.commands.executeCommand("deck.runs.open", { id });
    await vscode.commands.executeCommand("deck.runs.open", { id });
    await eventually(() => assert.deepEqual(labels(), [`Read meter · ${id.slice(-4)}`]));
  });
});

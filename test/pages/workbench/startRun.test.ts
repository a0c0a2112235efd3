import assert from "node:assert/strict";
import { overwrite, panelContent, quickInput, runCommand, treeItem } from "../../support/workbench/actions.ts";
import { type DeckWindow, openDeckWindow } from "./deckWindow.ts";

describe("running a task in a real window", function () {
  this.timeout(120_000);
  let window: DeckWindow;
  before(async () => (window = await openDeckWindow()));
  after(() => window.close());

  const pick = (text: string): Promise<void> => quickInput(window.page).getByRole("option", { name: text }).first().click();

  it("runs a task from the palette, step by step", async () => {
    await treeItem(window.page, /^Running, /).first().waitFor();
    await runCommand(window.page, "Deck: Run Task...");
    await pick("Download latest bill");
    await pick("avery.lindqvist@inbox.example");
    await pick("New input");
    for (const step of ["(1/3)", "(2/3)", "(3/3)"]) {
      await quickInput(window.page).getByText(step).waitFor();
      await quickInput(window.page).locator("input.input").press("Enter");
    }
    const progress = window.page.locator(".notification-toast").filter({ hasText: /Download latest bill: / });
    await progress.getByRole("button", { name: "Cancel" }).waitFor();
    assert.equal(await window.page.getByText("jsonValidation").count(), 0, "the editor complains about package.json");
    const run = panelContent(window.page);
    await run.getByRole("heading", { name: "Download latest bill" }).waitFor();
    // It goes on while it is looked at, to the question that it ends with here.
    await run.getByText(/^(Queued|Running|Interaction required)$/).filter({ visible: true }).first().waitFor();
  });

  it("goes on by Enter alone: what need not be said is left out", async () => {
    const agent = await window.callLocalDeck("POST", "/v2/agents", { name: "Tester" });
    const input_schema = { type: "object", required: ["kind"], properties: { subscribe: { type: "boolean" }, kind: { enum: ["gas", "water"] } } };
    await window.callLocalDeck("POST", "/v2/tasks", { name: "Two choices", agent_id: agent["id"], input_schema });
    await runCommand(window.page, "Deck: Run Task...");
    await pick("Two choices");
    await pick("No account needed");
    for (const step of ["(1/2)", "(2/2)"]) {
      await quickInput(window.page).getByText(step).waitFor();
      await quickInput(window.page).locator("input.input").press("Enter");
    }
    const run = panelContent(window.page);
    await run.getByRole("heading", { name: "Two choices" }).waitFor();
    await run.getByRole("treeitem", { name: /kind.*gas/ }).waitFor();
    assert.equal(await run.getByRole("treeitem", { name: /subscribe/ }).count(), 0);
  });

  it("helps with an involved input in the editor, by the task's schema", async () => {
    const agent = await window.callLocalDeck("POST", "/v2/agents", { name: "Tester" });
    const months = { type: "array", minItems: 1, items: { enum: ["January", "February"] }, description: "The months to fetch." };
    const input_schema = { type: "object", required: ["months"], additionalProperties: false, properties: { months } };
    await window.callLocalDeck("POST", "/v2/tasks", { name: "Compare months", agent_id: agent["id"], input_schema });
    await runCommand(window.page, "Deck: Run Task...");
    await pick("Compare months");
    await pick("No account needed");

    const editor = window.page.locator(".editor-instance").last();
    await editor.getByText('Run "Compare months"').waitFor();
    await editor.locator(".squiggly-warning, .squiggly-error").first().waitFor();
    await runCommand(window.page, "View: Focus Problems");
    await window.page.getByText("Array has too few items. Expected 1 or more.").first().waitFor();
    await window.page.getByRole("button", { name: "Run with This Input" }).waitFor();

    await window.page.keyboard.press("Control+1");
    await overwrite(window.page, '{ "months": ["January"] }');
    await window.page.getByRole("button", { name: "Run with This Input" }).click();
    await panelContent(window.page).getByRole("heading", { name: "Compare months" }).waitFor();
  });
});

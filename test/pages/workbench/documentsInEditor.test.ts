import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { temporaryFolder } from "../../support/process/temporaryFolder.ts";
import { chooseFromMenu, choosePath, openDeckView, quickInput, runCommand, treeItem } from "../../support/workbench/actions.ts";
import { type DeckWindow, openDeckWindow } from "./deckWindow.ts";
import { editorKept } from "./editorKept.ts";

describe("what the editor does with documents of runs", function () {
  this.timeout(120_000);
  let window: DeckWindow;
  let folder: { path: string; close(): Promise<void> };
  before(async () => {
    [window, folder] = await Promise.all([openDeckWindow(), temporaryFolder("documents")]);
    await choose("Open Output");
    await editor().getByText("amount_due").first().waitFor();
  });
  after(async () => {
    await window.close();
    await folder.close();
  });

  const editor = (): Locator => window.page.locator(".editor-instance").last();
  const choose = async (title: string): Promise<void> => {
    await openDeckView(window.page);
    await chooseFromMenu(treeItem(window.page, /^Download latest bill, Completed/).first(), title);
  };

  it("shows their outline", async () => {
    const { page } = window;
    await runCommand(page, "Explorer: Focus on Outline View");
    const outline = page.locator(".outline-tree");
    await outline.getByRole("treeitem", { name: /^bill\b/ }).waitFor();
    await outline.getByRole("treeitem", { name: /^statement_date/ }).waitFor();
  });

  it("finds in those that are open", async () => {
    const { page } = window;
    await window.inHost(async vscode => {
      await vscode.commands.executeCommand("workbench.action.findInFiles", { query: "amount_due", triggerSearch: true, onlyOpenEditors: true });
    });
    const results = page.getByRole("tree", { name: /search/i });
    await results.getByRole("treeitem", { name: /output\.json/ }).first().waitFor();
    await results.getByText("142.89").first().waitFor();
  });

  it("saves the one in front where a person says", async () => {
    const { page } = window;
    const target = join(folder.path, "saved.json");
    await page.getByRole("button", { name: "Save Run Document As..." }).first().click();
    await choosePath(page, target, async () => /"amount_due": 142\.89/.test(await readFile(target, "utf8").catch(() => "")));
  });

  it("finds in copies of runs, whether they are open or not", async () => {
    const { page } = window;
    await choose("Find in Runs...");
    const search = page.locator(".search-editor");
    await search.locator("textarea, input").first().fill("Twelve statements");
    await page.keyboard.press("Enter");
    await search.getByText("/timeline.md:").first().waitFor();
    await search.getByText("are listed").first().waitFor();
  });

  it("compares two, also after a restart, each part as one document in two states", async () => {
    const { page } = window;
    await choose("Compare Runs...");
    await quickInput(page).getByRole("option", { name: /success/ }).first().click();
    const comparison = page.locator(".multiDiffEntry").filter({ hasText: "output.json" }).first();
    await comparison.getByText("amount_due").first().waitFor();
    await editorKept(page, "errors.json");
    await window.reload();
    await comparison.getByText("amount_due").first().waitFor();
    assert.equal(await comparison.locator(".status.renamed").count(), 0);
    await page.getByRole("tab", { name: /^last screenshot \w{4}\.webp ↔ last screenshot \w{4}\.webp/ }).waitFor();
  });
});

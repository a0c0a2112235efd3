import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { chooseFromMenu, openDeckView, treeItem } from "../../support/workbench/actions.ts";
import { type DeckWindow, openDeckWindow } from "./deckWindow.ts";
import { editorKept } from "./editorKept.ts";

describe("documents of runs in a real window", function () {
  this.timeout(120_000);
  let window: DeckWindow;
  before(async () => (window = await openDeckWindow()));
  after(() => window.close());

  const editor = (): Locator => window.page.locator(".editor-instance").last();

  it("open from the menu of a run, and are back after the window was reloaded, with the view out of sight", async () => {
    await chooseFromMenu(treeItem(window.page, /^Download latest bill, Completed/).first(), "Open Output");
    await editor().getByText("amount_due").first().waitFor();
    await window.page.locator(".activitybar").getByRole("tab", { name: /^Explorer/ }).click();
    await editorKept(window.page, "output.json");
    await window.reload();
    await editor().getByText("amount_due").first().waitFor();
  });

  it("are a folder in a window of its own, which the editor lists and opens", async () => {
    await openDeckView(window.page);
    const opening = window.page.context().waitForEvent("page");
    await chooseFromMenu(treeItem(window.page, /^Download latest bill, Completed/).first(), "Open Run as Folder");
    const opened = await opening;
    await opened.waitForURL(/[?&]folder=/, { waitUntil: "commit" });
    const folder = new URL(opened.url()).searchParams.get("folder") ?? "";
    assert.match(folder, /^deck:\/local\/trun_\w+$/);
    await opened.close();

    // The harness brings the extension to its own page alone: what the other window would show is looked at there.
    const { page, url } = window;
    await page.goto(new URL(`/?folder=${encodeURIComponent(folder)}`, url).href);
    const line = (name: string): Locator => page.locator(".explorer-folders-view").getByRole("treeitem", { name });
    for (const name of ["files", "frames", "errors.md", "input.json", "run.json", "timeline.md"]) await line(name).waitFor();
    await line("frames").click();
    await line("0001.").first().waitFor();
    await line("output.json").dblclick();
    await editor().getByText("amount_due").first().waitFor();
  });
});

import type { Locator } from "playwright-core";
import { treeItem } from "../../support/workbench/actions.ts";
import { type DeckWindow, openDeckWindow } from "./deckWindow.ts";
import { editorKept } from "./editorKept.ts";

describe("documents of runs in a real window", function () {
  this.timeout(120_000);
  let window: DeckWindow;
  before(async () => (window = await openDeckWindow()));
  after(() => window.close());

  const editor = (): Locator => window.page.locator(".editor-instance").last();

  it("open from the menu of a run, and are back after the window was reloaded, with the view out of sight", async () => {
    await treeItem(window.page, /^Download latest bill, Completed/).first().click({ button: "right" });
    await window.page.getByRole("menuitem", { name: "Open Output" }).click();
    await editor().getByText("amount_due").first().waitFor();
    await window.page.locator(".activitybar").getByRole("tab", { name: /^Explorer/ }).click();
    await editorKept(window.page, "output.json");
    await window.reload();
    await editor().getByText("amount_due").first().waitFor();
  });
});

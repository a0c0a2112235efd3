import { openDeckView, quickInput, runCommand, treeItem } from "../../support/workbench/actions.ts";
import { type DeckWindow, openDeckWindow } from "./deckWindow.ts";
import { stateKept } from "./editorKept.ts";

describe("the start of a window", function () {
  this.timeout(180_000);
  let window: DeckWindow;
  before(async () => (window = await openDeckWindow()));
  after(() => window.close());

  it("leads to the runs, and tells of no problem: neither of the manifest, nor of anything else", async () => {
    await treeItem(window.page, /^Completed/).waitFor();
    await runCommand(window.page, "Notifications: Show Notifications");
    await window.page.locator(".notifications-center").getByText("No New Notifications").waitFor();
  });

  it("brings back the filter of the runs that the window had before", async () => {
    const { page } = window;
    await treeItem(page, /^Completed/).waitFor();
    await runCommand(page, "Deck: Filter Runs...");
    await quickInput(page).getByRole("option", { name: /\bStatus\b/ }).first().click();
    await quickInput(page).getByText("Filter Runs: Status").first().waitFor();
    await quickInput(page).getByRole("checkbox", { name: "Failed" }).first().click();
    await quickInput(page).getByRole("button", { name: "OK" }).click();
    await treeItem(page, /^Filter, Status: Failed/).waitFor();
    await stateKept(page, "deck.filters");
    await window.reload();
    await openDeckView(page);
    await treeItem(page, /^Filter, Status: Failed/).waitFor();
    await treeItem(page, /^Failed/).waitFor();
    await treeItem(page, /^Completed/).waitFor({ state: "detached" });
  });
});

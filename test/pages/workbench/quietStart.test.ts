import { runCommand, treeItem } from "../../support/workbench/actions.ts";
import { type DeckWindow, openDeckWindow } from "./deckWindow.ts";

describe("the start of a window", function () {
  this.timeout(120_000);
  let window: DeckWindow;
  before(async () => (window = await openDeckWindow()));
  after(() => window.close());

  it("leads to the runs, and tells of no problem: neither of the manifest, nor of anything else", async () => {
    await treeItem(window.page, /^Completed/).waitFor();
    await runCommand(window.page, "Notifications: Show Notifications");
    await window.page.locator(".notifications-center").getByText("No New Notifications").waitFor();
  });
});

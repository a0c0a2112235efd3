import { openDeckView, quickInput, runCommand, treeItem } from "../../support/workbench/actions.ts";
import { type DeckWindow, openDeckWindow } from "./deckWindow.ts";
import { stateKept } from "./editorKept.ts";

describe("a filter of the runs", function () {
  this.timeout(180_000);
  let window: DeckWindow;
  before(async () => (window = await openDeckWindow()));
  after(() => window.close());

  it("is there again when the window is reloaded", async () => {
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

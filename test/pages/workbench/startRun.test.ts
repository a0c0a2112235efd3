import { panelContent, quickInput, runCommand, treeItem } from "../../support/workbench/actions.ts";
import { type DeckWindow, openDeckWindow } from "./deckWindow.ts";

describe("running a task in a real window", function () {
  this.timeout(60_000);
  let window: DeckWindow;
  before(async () => (window = await openDeckWindow()));
  after(() => window.close());

  const pick = (text: string): Promise<void> => quickInput(window.page).getByRole("option", { name: text }).first().click();

  it("runs a task from the palette, step by step", async () => {
    await treeItem(window.page, /^Running, /).first().waitFor();
    await runCommand(window.page, "Deck: Run Task...");
    await pick("Download latest bill");
    await pick("avery.lindqvist@inbox.example");
    for (const step of ["(1/3)", "(2/3)", "(3/3)"]) {
      await quickInput(window.page).getByText(step).waitFor();
      await quickInput(window.page).locator("input.input").press("Enter");
    }
    const run = panelContent(window.page);
    await run.getByRole("heading", { name: "Download latest bill" }).waitFor();
    await run.getByText(/Running|Queued/).first().waitFor();
  });
});

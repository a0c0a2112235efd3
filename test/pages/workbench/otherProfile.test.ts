import type { FrameLocator, Locator } from "playwright-core";
import { RunPage } from "../../../src/api/schemas/run.ts";
import { panelContent, treeItem } from "../../support/workbench/actions.ts";
import { openServerWindow, type ServerWindow } from "./serverWindow.ts";

describe("a run that is open while the window goes to another profile", function () {
  this.timeout(120_000);
  let deck: ServerWindow;
  before(async () => {
    deck = await openServerWindow({ key: "sk_live_of_acme", demo: true, settings: baseUrl => ({ "deck.profiles": [{ id: "acme", name: "Acme", baseUrl }, { id: "ops", name: "Acme operations", baseUrl }] }) });
  });
  after(() => deck.close());

  const goTo = (profile: string): Promise<void> =>
    deck.window.inHost(async (vscode, id) => void vscode.commands.executeCommand("deck.profile.switch", { profile: id }), profile);

  it("is shown as it was, with nothing to do but to go back, and its documents are still read", async () => {
    const { page } = deck.window;
    await goTo("acme");
    await deck.enterKey();
    await treeItem(page, /, Completed/).filter({ hasText: await endOfNewest(deck) }).click();
    const run = panelContent(page);
    await run.getByRole("heading", { name: "Output" }).waitFor();
    await goTo("local");
    await run.locator(".banner").getByText("This run belongs to Acme").waitFor();
    await runAgain(run, { disabled: true }).waitFor();
    await run.getByRole("button", { name: "Open the output as a document" }).click();
    await page.getByRole("tab", { name: /^output\.json/ }).waitFor();
    await page.keyboard.press("Control+W");
    await run.getByRole("button", { name: "Switch to Acme" }).click();
    await run.locator(".banner").getByText("This run belongs to Acme").waitFor({ state: "hidden" });
    await runAgain(run, { disabled: false }).waitFor();
  });

  it("is shown as a run of that profile once it is opened from there", async () => {
    const { page } = deck.window;
    const run = panelContent(page);
    await goTo("ops");
    await deck.enterKey();
    await run.locator(".banner").getByText("This run belongs to Acme").waitFor();
    await treeItem(page, /, Completed/).filter({ hasText: await endOfNewest(deck) }).click();
    await run.locator(".banner").waitFor({ state: "hidden" });
    await run.getByRole("treeitem").first().waitFor();
    await runAgain(run, { disabled: false }).waitFor();
  });
});

function runAgain(run: FrameLocator, state: { disabled: boolean }): Locator {
  return run.getByRole("button", { name: "Run Again", exact: true, ...state });
}

/** What a line of the tree says of the run's id. */
async function endOfNewest(deck: ServerWindow): Promise<string> {
  return RunPage.parse(await deck.call("GET", "/v2/task-runs?status=completed&limit=1")).data[0]?.id.slice(-4) ?? "";
}

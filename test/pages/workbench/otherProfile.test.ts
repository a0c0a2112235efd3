import assert from "node:assert/strict";
import { RunPage } from "../../../src/api/schemas/run.ts";
import { type LocalDeck, startLocalDeck } from "../../support/localDeck.ts";
import { temporaryFolder } from "../../support/process/temporaryFolder.ts";
import { openDeckView, panelContent, quickInput, treeItem } from "../../support/workbench/actions.ts";
import { openWorkbench, type Workbench } from "../../support/workbench/openWorkbench.ts";

describe("a run that is open while the window goes to another profile", function () {
  this.timeout(90_000);
  const key = "sk_live_of_acme";
  let deck: LocalDeck;
  let window: Workbench;
  let data: { path: string; close(): Promise<void> };

  before(async () => {
    data = await temporaryFolder("deck");
    deck = await startLocalDeck(["--data", data.path, "--key", key, "--demo"]);
    window = await openWorkbench({ settings: { "deck.profiles": [{ id: "acme", name: "Acme", baseUrl: deck.url }] } });
    await openDeckView(window.page);
  });
  after(async () => {
    await window.close();
    await deck.close();
    await data.close();
  });

  const goTo = (profile: string): Promise<void> =>
    window.inHost(async (vscode, id) => void vscode.commands.executeCommand("deck.profile.switch", { profile: id }), profile);

  it("is shown as it was, with nothing to do but to go back, and its documents are still read", async () => {
    const { page } = window;
    await goTo("acme");
    const input = quickInput(page).locator("input.input");
    await input.fill(key);
    await input.press("Enter");
    await treeItem(page, /, Completed/).filter({ hasText: await endOfNewest(deck.url, key) }).click();
    const run = panelContent(page);
    await run.getByRole("heading", { name: "Output" }).waitFor();
    await goTo("local");
    await run.getByText("This run belongs to Acme").waitFor();
    assert.equal(await run.getByRole("button", { name: "Run Again", exact: true }).getAttribute("aria-disabled"), "true");
    await run.getByRole("button", { name: "Open the output as a document" }).click();
    await page.getByRole("tab", { name: /^output\.json/ }).waitFor();
    await page.keyboard.press("Control+W");
    await run.getByRole("button", { name: "Switch to Acme" }).click();
    await run.getByText("This run belongs to Acme").waitFor({ state: "hidden" });
    assert.equal(await run.getByRole("button", { name: "Run Again", exact: true }).getAttribute("aria-disabled"), null);
  });
});

/** What a line of the tree says of the run's id. */
async function endOfNewest(url: string, key: string): Promise<string> {
  const answer = await fetch(`${url}/task-runs?status=completed&limit=1`, { headers: { authorization: `Bearer ${key}` } });
  return RunPage.parse(await answer.json()).data[0]?.id.slice(-4) ?? "";
}

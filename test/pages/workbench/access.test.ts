import assert from "node:assert/strict";
import { startLocalDeck, type LocalDeck } from "../../../src/local/localDeck.ts";
import { temporaryFolder } from "../../support/process/temporaryFolder.ts";
import { openDeckView, quickInput, runCommand } from "../../support/workbench/actions.ts";
import { openWorkbench, type Workbench } from "../../support/workbench/openWorkbench.ts";

describe("signing in, in a real window", function () {
  this.timeout(60_000);
  let deck: LocalDeck;
  let window: Workbench;
  let data: { path: string; close(): Promise<void> };

  before(async () => {
    data = await temporaryFolder("deck");
    deck = await startLocalDeck({ data: data.path, key: "sk_live_first" });
    window = await openWorkbench({ settings: { "deck.api.baseUrl": deck.url } });
    await openDeckView(window.page);
  });
  after(async () => {
    await window.close();
    await deck.close();
    await data.close();
  });

  const enter = async (key: string): Promise<void> => {
    const input = quickInput(window.page).locator("input.input");
    await input.fill(key);
    await input.press("Enter");
  };

  it("complains about a wrong key at the box, and takes a right one", async () => {
    await runCommand(window.page, "Deck: Use a Deck API Key...");
    assert.equal(await quickInput(window.page).locator("input.input").getAttribute("type"), "password");
    await enter("sk_live_wrong");
    await quickInput(window.page).getByText("Deck refused this key.").waitFor();
    await enter("sk_live_first");
    await window.page.getByText("No runs yet.").waitFor();
  });

  it("says so in the view, not in toasts, once the key is revoked", async () => {
    const port = Number(new URL(deck.url).port);
    await deck.close();
    deck = await startLocalDeck({ data: data.path, key: "sk_live_second", port });
    // While nothing goes on it is asked seldom; this asks now.
    await window.page.getByRole("button", { name: "Refresh", exact: true }).last().click();
    await window.page.getByText("Key refused").waitFor();
    await window.page.getByRole("button", { name: "Use Another API Key" }).waitFor();
    assert.equal(await window.page.locator(".notification-toast").count(), 0);
  });

  it("goes back to Local Deck from there", async () => {
    await window.page.getByRole("button", { name: "Sign Out and Use Local Deck" }).click();
    await window.page.getByText("Local Deck: a sandbox with demo runs").waitFor();
  });
});

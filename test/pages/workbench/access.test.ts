import assert from "node:assert/strict";
import { quickInput, runCommand } from "../../support/workbench/actions.ts";
import { openServerWindow, type ServerWindow } from "./serverWindow.ts";

describe("signing in, in a real window", function () {
  this.timeout(120_000);
  let deck: ServerWindow;
  before(async () => (deck = await openServerWindow({ key: "sk_live_first" })));
  after(() => deck.close());

  it("complains about a wrong key at the box, and takes a right one", async () => {
    const { window } = deck;
    await runCommand(window.page, "Deck: Use a Deck API Key...");
    await deck.enterKey("sk_live_wrong");
    await quickInput(window.page).getByText("Deck refused this key.").waitFor();
    await deck.enterKey();
    await window.page.getByText("No runs yet.").waitFor();
  });

  it("says so in the view, not in toasts, once the key is revoked", async () => {
    const { window } = deck;
    await deck.stop();
    await deck.startAnew("sk_live_second");
    // While nothing goes on it is asked seldom; this asks now.
    await window.page.getByRole("button", { name: "Refresh", exact: true }).last().click();
    await window.page.getByText("Key refused").waitFor();
    await window.page.getByRole("button", { name: "Use Another API Key" }).waitFor();
    assert.equal(await window.page.locator(".notification-toast").count(), 0);
  });

  it("goes back to Local Deck from there", async () => {
    const { window } = deck;
    await window.page.getByRole("button", { name: "Sign Out and Use Local Deck" }).click();
    await window.page.getByText("Local Deck: a sandbox with demo runs").waitFor();
  });
});

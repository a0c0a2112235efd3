import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { FrameLocator, Locator } from "playwright-core";
import { startLocalDeck, type LocalDeck } from "../../../src/local/localDeck.ts";
import { temporaryFolder, type TemporaryFolder } from "../../support/process/temporaryFolder.ts";
import { choosePath, enterKey, panelContent, quickInput, treeItem } from "../../support/workbench/actions.ts";
import { type DeckWindow, openDeckWindow } from "./deckWindow.ts";

describe("the run panel in trouble", function () {
  this.timeout(120_000);
  const key = "sk_live_of_acme";
  let data: TemporaryFolder;
  let acme: LocalDeck;
  let window: DeckWindow;
  before(async () => {
    data = await temporaryFolder("deck");
    acme = await startLocalDeck({ data: data.path, key });
    window = await openDeckWindow({ "deck.profiles": [{ id: "acme", name: "Acme", baseUrl: acme.url }] });
  });
  after(async () => {
    await window.close();
    await acme.close();
    await data.close();
  });

  const run = (): FrameLocator => panelContent(window.page);
  const fault = (more: object): Promise<unknown> => window.callLocalDeck("POST", "/control/faults", more);
  const open = async (name: RegExp): Promise<void> => {
    await treeItem(window.page, name).first().click();
    await run().getByRole("treeitem").first().waitFor();
  };
  const profile = (name: string): Locator => window.page.locator(".statusbar").getByRole("button", { name: `Deck profile: ${name}`, exact: true });

  it("says that a run was deleted while it is shown, and goes on showing what it was", async () => {
    await open(/^Check outage status, Completed/);
    const id = await run().locator(".run-id .id").textContent();
    await fault({ path: `/v2/task-runs/${id}`, status: 404, times: 1_000_000, error: { type: "not_found_error", code: "not_found", message: "No such run" } });
    await run().getByRole("button", { name: "Refresh" }).click();
    await run().locator(".banner").getByText("Deck has no such run (any more)").waitFor();
    await run().getByRole("treeitem").first().waitFor();
    assert.equal(await run().getByRole("heading", { level: 1 }).textContent(), "Check outage status");
  });

  it("tells how far a large file is, and leaves nothing behind where it is stopped", async () => {
    const agent = await window.callLocalDeck("POST", "/v2/agents", { name: "Tester" });
    const task = await window.callLocalDeck("POST", "/v2/tasks", { name: "Bring it all", agent_id: agent["id"], storage: { enabled: true } });
    const steps = [{ step: "store", name: "all.txt", text: "all ".repeat(500_000), type: "text/plain" }, { step: "complete", output: { is: "there" }, result: "success" }];
    await window.callLocalDeck("PUT", `/control/tasks/${String(task["id"])}/scenario`, { name: "Bring it all", steps });
    await window.callLocalDeck("POST", `/v2/tasks/${String(task["id"])}/run`, {});
    await open(/^Bring it all, Completed/);
    await fault({ method: "GET", path: "/files/*", bytes_per_second: 200_000, times: 1 });
    await run().getByRole("button", { name: "Save all.txt" }).click();
    await choosePath(window.page, join(data.path, "all.txt"), async () => (await readdir(data.path)).some(name => /^all\.txt\..*part$/.test(name)));
    const toast = window.page.locator(".notification-toast").filter({ hasText: "Fetching all.txt" });
    await toast.getByText(/\d+(\.\d+)? MB of 2\.0 MB/).waitFor();
    await toast.getByRole("button", { name: "Cancel" }).click();
    while ((await readdir(data.path)).some(name => name.startsWith("all.txt"))) await window.page.waitForTimeout(50);
    assert.equal(await window.page.locator(".notification-toast").filter({ hasText: "failed" }).count(), 0);
  });

  it("keeps the screenshots that there are, and says which is missing", async () => {
    const section = run().getByRole("button", { name: /^Screenshots/ });
    await section.click();
    await open(/^Fetch usage history, Completed/);
    await fault({ method: "GET", path: "/files/*", status: 404, times: 2 });
    await section.press("K");
    const toast = window.page.locator(".notification-toast").filter({ hasText: /\d+ of \d+ screenshots were kept/ });
    await toast.getByText("Screenshot 1 is missing: Deck no longer has this screenshot.").waitFor();
    await section.click();
    await run().getByText("is kept on this machine, without 1 that could not be read.").waitFor();
    await run().locator(".retention").getByRole("button", { name: "Try again" }).click();
    await run().getByText("A copy of these screenshots is kept on this machine.").waitFor();
  });

  it("says whose the run is once the window is at another profile, and goes back by a button", async () => {
    await open(/^List accounts, Completed/);
    await profile("Local Deck").click();
    await quickInput(window.page).getByRole("option", { name: /^Acme/ }).click();
    await quickInput(window.page).getByText("Use a Deck API Key: Acme").first().waitFor();
    await enterKey(window.page, key);
    await profile("Acme").waitFor();
    await run().locator(".banner").getByText("This run belongs to Local Deck").waitFor();
    await run().getByRole("button", { name: "Switch to Local Deck" }).click();
    await profile("Local Deck").waitFor();
    await run().locator(".banner").getByText("This run belongs to Local Deck").waitFor({ state: "detached" });
    await run().getByRole("heading", { level: 1, name: "List accounts" }).waitFor();
  });
});

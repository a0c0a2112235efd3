import assert from "node:assert/strict";
import { startLocalDeck, type LocalDeck } from "../../../src/local/localDeck.ts";
import { temporaryFolder } from "../../support/process/temporaryFolder.ts";
import { openDeckView, quickInput, runCommand } from "../../support/workbench/actions.ts";
import { openWorkbench, type Workbench } from "../../support/workbench/openWorkbench.ts";

describe("a start that is under way when the window is reloaded", function () {
  this.timeout(90_000);
  let deck: LocalDeck;
  let window: Workbench;
  let data: { path: string; close(): Promise<void> };

  before(async () => {
    data = await temporaryFolder("deck");
    deck = await startLocalDeck({ data: data.path, key: "sk_live_survives" });
    window = await openWorkbench({ settings: { "deck.api.baseUrl": deck.url } });
    await openDeckView(window.page);
  });
  after(async () => {
    await window.close();
    await deck.close();
    await data.close();
  });

  const call = async (method: string, path: string, body?: object): Promise<Record<string, unknown>> => {
    const headers = { authorization: `Bearer ${deck.key}`, "content-type": "application/json" };
    const answer = await fetch(new URL(path, deck.url), { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    return JSON.parse((await answer.text()) || "{}");
  };
  const runIds = async (): Promise<unknown[]> => {
    const { data: runs } = await call("GET", "/v2/task-runs");
    return Array.isArray(runs) ? runs : [];
  };

  it("is found again by the reloaded window: there is one run", async () => {
    const agent = await call("POST", "/v2/agents", { name: "Tester" });
    await call("POST", "/v2/tasks", { name: "Read the meter", agent_id: agent["id"] });
    await runCommand(window.page, "Deck: Use a Deck API Key...");
    const input = quickInput(window.page).locator("input.input");
    await input.fill(deck.key);
    await input.press("Enter");
    await window.page.getByText("No runs yet.").waitFor();

    // The service begins the run, and its answer comes to nobody.
    await call("POST", "/control/faults", { method: "POST", path: "/v2/tasks/*/run", cut: "after", times: 1000 });
    await runCommand(window.page, "Deck: Run Task...");
    await quickInput(window.page).getByRole("option", { name: "Read the meter" }).first().click();
    while ((await runIds()).length === 0) await window.page.waitForTimeout(50);
    await call("DELETE", "/control/faults");
    await window.reload();

    await openDeckView(window.page);
    const toast = window.page.locator(".notification-toast").filter({ hasText: 'The answer about a run of "Read the meter" was lost' });
    await toast.getByRole("button", { name: "Open Run" }).click();
    await window.page.getByRole("tab", { name: /^Read the meter/ }).waitFor();
    assert.equal((await runIds()).length, 1);
  });
});

import assert from "node:assert/strict";
import { openDeckView, quickInput, runCommand } from "../../support/workbench/actions.ts";
import { openServerWindow, type ServerWindow } from "./serverWindow.ts";

describe("a start that is under way when the window is reloaded", function () {
  this.timeout(120_000);
  let deck: ServerWindow;
  before(async () => (deck = await openServerWindow({ key: "sk_live_survives" })));
  after(() => deck.close());

  const runIds = async (): Promise<unknown[]> => {
    const { data: runs } = await deck.call("GET", "/v2/task-runs");
    return Array.isArray(runs) ? runs : [];
  };

  it("is found again by the reloaded window: there is one run", async () => {
    const { window } = deck;
    const agent = await deck.call("POST", "/v2/agents", { name: "Tester" });
    await deck.call("POST", "/v2/tasks", { name: "Read the meter", agent_id: agent["id"] });
    await deck.signIn();
    await window.page.getByText("No runs yet.").waitFor();

    // The service begins the run, and its answer comes to nobody.
    await deck.call("POST", "/control/faults", { method: "POST", path: "/v2/tasks/*/run", cut: "after", times: 1000 });
    await runCommand(window.page, "Deck: Run Task...");
    await quickInput(window.page).getByRole("option", { name: "Read the meter" }).first().click();
    while ((await runIds()).length === 0) await window.page.waitForTimeout(50);
    await deck.call("DELETE", "/control/faults");
    await window.reload();

    await openDeckView(window.page);
    const toast = window.page.locator(".notification-toast").filter({ hasText: 'The answer about a run of "Read the meter" was lost' });
    await toast.getByRole("button", { name: "Open Run" }).click();
    await window.page.getByRole("tab", { name: /^Read the meter/ }).waitFor();
    assert.equal((await runIds()).length, 1);
  });
});

import assert from "node:assert/strict";
import type { FrameLocator, Locator } from "playwright-core";
import { eventually } from "../../host/support/eventually.ts";
import { openDeckView, panelContent, treeItem } from "../../support/workbench/actions.ts";
import { type DeckWindow, openDeckWindow } from "./deckWindow.ts";
import { editorKept, stateKept } from "./editorKept.ts";

describe("the tabs of runs in a real window", function () {
  this.timeout(90_000);
  let window: DeckWindow;
  before(async () => (window = await openDeckWindow()));
  after(() => window.close());

  const run = (): FrameLocator => panelContent(window.page);
  const line = (task: string): Locator => treeItem(window.page, new RegExp(`^${task}, Completed`)).first();
  const tab = (task: string): Locator => window.page.locator(".tabs-container").getByRole("tab", { name: new RegExp(`^${task} · `) });
  const tabs = (): Promise<string[]> => window.page.locator(".tabs-container").getByRole("tab").locator(".label-name").allInnerTexts();
  const tabsAre = (...tasks: string[]): Promise<void> => eventually(async () => assert.deepEqual((await tabs()).map(name => name.replace(/ · .*/, "")), tasks));
  const isShown = async (task: string): Promise<void> => {
    await run().getByRole("heading", { level: 1, name: task }).waitFor();
    await run().getByRole("treeitem").first().waitFor();
  };

  it("go on to the next run while they are previews, and stay once they are kept", async () => {
    await line("List accounts").dblclick();
    await isShown("List accounts");
    await line("Check outage status").click();
    await isShown("Check outage status");
    await line("Fetch usage history").click();
    await isShown("Fetch usage history");
    await tabsAre("List accounts", "Fetch usage history");
  });

  it("show the run that they went on to after they were out of sight", async () => {
    await tab("List accounts").click();
    await isShown("List accounts");
    await tab("Fetch usage history").click();
    await isShown("Fetch usage history");
  });

  it("are back after a reload of the window, the preview still one", async () => {
    await run().getByRole("button", { name: "Time line", exact: true }).click();
    // Of the runs that the preview has shown, the newest one is to be kept.
    await editorKept(window.page, (await run().locator(".run-id code").textContent()) ?? "");
    await stateKept(window.page, "timeline");
    await window.reload();
    await isShown("Fetch usage history");
    await tab("List accounts").click();
    await isShown("List accounts");
    await openDeckView(window.page);
    await line("Download latest bill").click();
    await isShown("Download latest bill");
    // What is folded is folded for all runs.
    await run().getByRole("button", { name: "Time line", exact: true, expanded: false }).waitFor();
    await tabsAre("List accounts", "Download latest bill");
  });

  it("keep what was written for a review that came after they were opened", async () => {
    const call = (path: string, body?: object, method = "POST"): Promise<Record<string, unknown>> => window.callLocalDeck(method, path, body);
    const agent = await call("/v2/agents", { name: "Tester" });
    const { id: task } = await call("/v2/tasks", { name: "Pay the bill", agent_id: agent["id"] });
    const ask = { step: "ask", type: "mfa", message: "Enter the code.", fields: [{ name: "code", label: "Code" }] };
    await call(`/control/tasks/${String(task)}/scenario`, { name: "Pay the bill", steps: [ask, { step: "review" }, { step: "complete", output: {}, result: "success" }] }, "PUT");
    const { id } = await call(`/v2/tasks/${String(task)}/run`);
    await treeItem(window.page, /^Pay the bill, Interaction required/).dblclick();
    await run().getByRole("textbox", { name: "Code" }).waitFor();
    await call(`/v2/task-runs/${String(id)}/interaction`, { input: { code: "111111" } });
    await run().getByLabel("Note (optional)").fill("The wrong account.");
    await tab("List accounts").click();
    await isShown("List accounts");
    await tab("Pay the bill").click();
    await run().getByRole("heading", { level: 1, name: "Pay the bill" }).waitFor();
    await eventually(async () => assert.equal(await run().getByLabel("Note (optional)").inputValue(), "The wrong account."));
    // The page began with that, and not with what was asked when the tab was opened.
    assert.match((await run().locator("#first-message").textContent()) ?? "", /"status":"review_required"/);
  });
});

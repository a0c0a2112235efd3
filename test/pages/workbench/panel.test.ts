import assert from "node:assert/strict";
import type { FrameLocator } from "playwright-core";
import { eventually } from "../../host/support/eventually.ts";
import { panelContent, treeItem } from "../../support/workbench/actions.ts";
import { type DeckWindow, openDeckWindow } from "./deckWindow.ts";

describe("the run panel in a real window", function () {
  this.timeout(120_000);
  let window: DeckWindow;
  before(async () => (window = await openDeckWindow()));
  after(() => window.close());
  const open = async (name: RegExp): Promise<FrameLocator> => {
    await treeItem(window.page, name).first().click();
    return panelContent(window.page);
  };

  /** Pictures have titles that nobody sees. */
  const goesOn = (run: FrameLocator): Promise<void> => run.getByText(/^(Running|Completed)$/).filter({ visible: true }).first().waitFor();

  /** A demo run takes its time, as a real one does. */
  const playToEnd = (id: string): Promise<void> =>
    eventually(async () => {
      await window.callLocalDeck("POST", "/control/clock", { advance_ms: 5_000 });
      assert.equal((await window.callLocalDeck("GET", `/v2/task-runs/${id}`))["status"], "completed");
    });

  it("holds the output against the task's schema", async () => {
    const run = await open(/^Download latest bill, Completed, success/);
    await run.getByText("As the task's output schema wants it.").waitFor();
  });

  it("looks into a PDF beside what was read out of it, page and text", async () => {
    const run = panelContent(window.page);
    await run.getByRole("button", { name: /^Look into .*\.pdf/ }).first().click();
    await run.getByText("Page 1 of 1").waitFor();
    await run.locator(".pdf-text").getByText("Northlight").first().waitFor();
  });

  it("answers in the panel: a wrong code is said to be refused, a right one lets the run go on", async () => {
    const run = await open(/^Download latest bill, Interaction required/);
    await run.getByRole("textbox", { name: "Verification code" }).fill("000000");
    await run.getByRole("button", { name: "Send Answer" }).click();
    await run.getByText("The answer before was refused.").waitFor();
    await run.getByRole("textbox", { name: "Verification code" }).fill("123456");
    await run.getByRole("button", { name: "Send Answer" }).click();
    await goesOn(run);
    await playToEnd((await run.locator(".run-id .id").textContent()) ?? "");
    await run.getByText("Completed", { exact: true }).first().waitFor();
    // Lines that still move would slip away from under the next click.
    await treeItem(window.page, /^Completed, 14 runs/).waitFor();
  });

  it("approves a review in the panel", async () => {
    const run = await open(/, Review required/);
    await run.getByRole("button", { name: "Approve" }).click();
    await goesOn(run);
  });
});

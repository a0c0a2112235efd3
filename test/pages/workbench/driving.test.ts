import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { panelContent, quickInput, treeItem } from "../../support/workbench/actions.ts";
import { editorKept } from "./editorKept.ts";
import { type DeckWindow, openDeckWindow } from "./deckWindow.ts";

describe("the Deck view in a real window", function () {
  this.timeout(120_000);
  let window: DeckWindow;
  before(async () => (window = await openDeckWindow()));
  after(() => window.close());
  const item = (name: RegExp): Locator => treeItem(window.page, name).first();

  const type = async (text: string): Promise<void> => {
    const input = quickInput(window.page).locator("input.input");
    await input.fill(text);
    await input.press("Enter");
  };

  it("opens a run by a click, with its output and a screenshot that has loaded", async () => {
    await item(/^Download latest bill, Completed, success/).click();
    const run = panelContent(window.page);
    await run.getByRole("treeitem", { name: /amount_due/ }).first().waitFor();
    const picture = run.locator(".stage img").first();
    await picture.scrollIntoViewIfNeeded();
    await picture.waitFor();
    const width = await picture.evaluate(async image => {
      await Reflect.get(image, "decode").call(image);
      return Number(Reflect.get(image, "naturalWidth"));
    });
    assert.equal(width, 1024);
  });

  it("brings the panel back after the window was reloaded", async () => {
    await editorKept(window.page, "isPreview");
    await window.reload();
    const run = panelContent(window.page);
    await run.getByRole("heading", { name: "Download latest bill" }).waitFor();
    await run.getByRole("treeitem", { name: /amount_due/ }).first().waitFor();
  });

  it("keeps selection and folding while runs come and go on the server", async () => {
    await item(/^Queued, /).click(); // folds it
    await item(/^List accounts, Completed/).click();
    const tasks = await window.callLocalDeck("GET", "/v2/tasks?limit=100");
    assert.ok(Array.isArray(tasks["data"]));
    const outages: { id: string } = tasks["data"].find(({ name }: { name: string }) => name === "Check outage status");
    // By itself it would soon be over.
    await window.callLocalDeck("PUT", `/control/tasks/${outages.id}/scenario`, { name: "Long", steps: [{ step: "wait", ms: 3_600_000 }] });
    await window.callLocalDeck("POST", `/v2/tasks/${outages.id}/run`, { input: { address: "12 Alder Court", radius_km: 5, subscribe: false } });
    await item(/^Running, 3 runs/).waitFor();
    assert.equal(await item(/^List accounts, Completed/).getAttribute("aria-selected"), "true");
    assert.equal(await item(/^Queued, /).getAttribute("aria-expanded"), "false");
  });

  it("leaves the keyboard with the tree, so that runs can be selected, until a run is opened twice", async () => {
    const { page } = window;
    const selected = treeItem(page, /./).and(page.locator("[aria-selected=true]"));
    const focused = (): Promise<unknown> => page.evaluate("document.activeElement.tagName");
    await item(/^Start service transfer, Completed/).click();
    await panelContent(page).getByRole("heading", { name: "Start service transfer" }).waitFor();
    await page.keyboard.press("Shift+ArrowDown");
    await selected.nth(1).waitFor();
    assert.deepEqual([await selected.count(), await focused()], [2, "DIV"]);

    await page.keyboard.press("Enter");
    await panelContent(page).getByRole("heading", { name: "Update payment method" }).waitFor();
    assert.equal(await focused(), "DIV");
    await page.keyboard.press("Enter");
    await page.waitForFunction("document.activeElement.tagName === 'IFRAME'");
  });

  it("answers a question from the item, and the run goes on", async () => {
    const waiting = item(/^Download latest bill, Interaction required/);
    await waiting.hover();
    await waiting.getByRole("button", { name: "Answer..." }).click();
    await type("123456");
    await treeItem(window.page, /^Download latest bill, (Running|Completed), .*(now|s ago|min ago)/).first().waitFor();
    await item(/^Needs you, 3 runs/).waitFor();
  });

  it("cancels a run from the panel, after asking", async () => {
    await item(/^Fetch usage history, Running/).click();
    const run = panelContent(window.page);
    await run.getByRole("heading", { name: "Fetch usage history" }).waitFor();
    await run.getByRole("button", { name: "Cancel Run" }).click();
    const dialog = window.page.locator(".monaco-dialog-box");
    await dialog.getByText('Cancel the run of "Fetch usage history"').waitFor();
    await dialog.getByRole("button", { name: "Cancel Run" }).click();
    await run.getByText(/^Cancel(ing|ed)$/).first().waitFor();
    await dialog.waitFor({ state: "detached" });
    await item(/^Fetch usage history, Running/).waitFor({ state: "detached" });
  });
});

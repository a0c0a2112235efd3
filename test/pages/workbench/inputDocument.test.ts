import assert from "node:assert/strict";
import { eventually } from "../../host/support/eventually.ts";
import { overwrite, panelContent, quickInput, runCommand, treeItem } from "../../support/workbench/actions.ts";
import { editorKept, stateKept } from "./editorKept.ts";
import { type DeckWindow, openDeckWindow } from "./deckWindow.ts";

describe("an input that is written in a real editor", function () {
  this.timeout(120_000);
  let window: DeckWindow;
  before(async () => {
    window = await openDeckWindow();
    await treeItem(window.page, /^Running, /).first().waitFor();
    const agent = await window.callLocalDeck("POST", "/v2/agents", { name: "Tester" });
    const month = { enum: ["January", "February"], description: "The month to fetch." };
    const input_schema = { type: "object", properties: { months: { type: "array", items: month, description: "All months to compare." }, currency: { type: "string" } } };
    await window.callLocalDeck("POST", "/v2/tasks", { name: "Compare months", agent_id: agent["id"], input_schema });
    await runCommand(window.page, "Deck: Run Task...");
    for (const text of ["Compare months", "No account needed"]) await quickInput(window.page).getByRole("option", { name: text }).first().click();
    await window.page.locator(".editor-instance").last().getByText('Run "Compare months"').waitFor();
  });
  after(() => window.close());

  const write = (text: string): Promise<void> => overwrite(window.page, text);

  it("completes the members that the task's schema names, and their values", async () => {
    const { page } = window;
    const offers = page.locator(".suggest-widget.visible");
    await write("{\n  \n}");
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("End");
    await page.keyboard.press("Control+Space");
    await offers.getByText("months").first().waitFor();
    await offers.getByText("currency").first().waitFor();
    await page.keyboard.press("Escape");

    await write('{ "months": [""] }');
    for (let step = 0; step < 4; step++) await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Control+Space");
    await offers.getByText("January").first().waitFor();
    await page.keyboard.press("Escape");
  });

  it("explains a member where the pointer rests on it", async () => {
    await write('{ "months": ["January"] }');
    const member = window.page.locator(".editor-instance").last().locator(".view-line").getByText('"months"');
    // The editor takes a hover back when the text is saved beneath it.
    await eventually(async () => {
      await window.page.mouse.move(5, 5);
      await member.hover();
      await window.page.locator(".monaco-hover:visible").getByText("All months to compare.").waitFor({ timeout: 2_000 });
    }, 20_000);
  });

  it("is still there after a reload of the window, but for what is secret in it", async () => {
    const { page } = window;
    const secrets = (): Promise<unknown> => page.evaluate("localStorage.getItem('secrets.provider')");
    await editorKept(page, "deck-input");
    const before = await secrets();
    await page.locator(".editor-instance").last().locator(".view-line").first().click();
    await write('{ "months": ["February"], "login_pin": "4711" }');
    await eventually(async () => assert.notEqual(await secrets(), before));
    await stateKept(page, "deck.inputs");
    await window.reload();
    const editor = page.locator(".editor-instance").last();
    await editor.getByText('Run "Compare months"').waitFor();
    await editor.getByText("Not kept over the reload: type it anew").waitFor();
    const lines = await editor.locator(".view-line").allInnerTexts();
    assert.match(lines.join(""), /"February"/);
    assert.doesNotMatch(lines.join(""), /4711/);
  });

  it("cancels the run from the notification that shows its progress", async () => {
    const { page } = window;
    await page.keyboard.press("Escape");
    const [task] = Object.values(await window.callLocalDeck("GET", "/v2/tasks?limit=100")).flat().filter(each => Reflect.get(Object(each), "name") === "Compare months");
    await window.callLocalDeck("PUT", `/control/tasks/${String(Reflect.get(Object(task), "id"))}/scenario`, { name: "Hangs", steps: [{ step: "hang" }] });
    await page.getByRole("button", { name: "Run with This Input" }).click();
    await panelContent(page).getByRole("heading", { name: "Compare months" }).waitFor();
    const progress = page.locator(".notification-toast").filter({ hasText: "Compare months: running" });
    await progress.getByRole("button", { name: "Cancel" }).click();
    const dialog = page.locator(".monaco-dialog-box");
    await dialog.getByText('Cancel the run of "Compare months"').waitFor();
    await dialog.getByRole("button", { name: "Keep Running" }).click();
    await progress.getByRole("button", { name: "Cancel" }).click();
    await dialog.getByRole("button", { name: "Cancel Run", exact: true }).click();
    await progress.waitFor({ state: "detached" });
    await treeItem(page, /^Compare months, (Queued|Running)/).first().waitFor({ state: "detached" });
    await panelContent(page).getByText(/^Cancel(ing|ed)$/).first().waitFor();
  });
});

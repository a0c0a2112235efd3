import assert from "node:assert/strict";
import type { FrameLocator } from "playwright-core";
import { eventually } from "../../host/support/eventually.ts";
import { oddDeck, type OddDeck } from "../../support/oddDeck.ts";
import { temporaryFolder, type TemporaryFolder } from "../../support/process/temporaryFolder.ts";
import { enterKey, openDeckView, panelContent, quickInput, runCommand, treeItem } from "../../support/workbench/actions.ts";
import { openWorkbench, type Workbench } from "../../support/workbench/openWorkbench.ts";
import { type BadDeck, type BadRun, oddAnswers, startBadDeck } from "./badRuns.ts";

const patienceMs = 120_000;

describe("the run panel, given what no run should bring", function () {
  // A million keys keep a slow machine busy.
  this.timeout(4 * patienceMs);
  let data: TemporaryFolder;
  let deck: BadDeck;
  let odd: OddDeck;
  let window: Workbench;

  before(async () => {
    data = await temporaryFolder("deck");
    deck = await startBadDeck(data.path);
    odd = await oddDeck(deck.url, oddAnswers);
    window = await openWorkbench({ settings: { "deck.api.baseUrl": odd.url } });
    window.page.setDefaultTimeout(patienceMs);
    await openDeckView(window.page);
    await deck.ended("A text");
    await runCommand(window.page, "Deck: Use a Deck API Key...");
    await enterKey(window.page, deck.key);
    await treeItem(window.page, /^A text, Completed/).waitFor();
  });
  after(async () => {
    await window.close();
    await odd[Symbol.asyncDispose]();
    await deck.close();
    await data.close();
  });

  /** Every run takes the place of the one before: what that one left behind would show. */
  async function opened(name: BadRun): Promise<FrameLocator> {
    const id = await deck.ended(name);
    await window.inHost((vscode, wanted) => vscode.commands.executeCommand("deck.runs.open", { id: wanted }), id);
    const run = panelContent(window.page);
    await run.locator(".run-id .id").getByText(id).waitFor();
    return run;
  }

  const outputs: readonly (readonly [name: BadRun, ...texts: string[]])[] = [
    ["A text", '"done"'],
    ["A number", "-12.5"],
    ["Nothing", "null"],
    ["An empty list", "[]"],
    ["A long number", "12345678901234567890"],
    ["Many keys", "1,000,000 keys", "key0"],
    ["A long text", '"0123456789', "show all 5,000,000 bytes"],
    ["Odd keys", "__proto__", "constructor"],
    ["Odd letters", "\\u202eevil", '"user\\u2066gpj.exe"', '"\\ud83d"', '"a\\u0000\\u001b[31m"'],
  ];
  for (const [name, ...texts] of outputs) {
    it(`shows as an output: ${name.toLowerCase()}`, async () => {
      const tree = (await opened(name)).getByRole("tree", { name: "Output" });
      for (const text of texts) await tree.getByText(text).first().waitFor();
    });
  }

  it("opens 200 levels to the last", async () => {
    const run = await opened("Many levels");
    const output = run.getByRole("region", { name: "Output" });
    await output.getByRole("button", { name: "Expand All" }).click();
    // Levels are opened while the keyboard is there already.
    await eventually(async () => {
      await output.getByRole("tree").press("End");
      await output.locator(".json-row[aria-selected=true][aria-level='201']").waitFor({ timeout: 2_000 });
    });
  });

  it("says that an answer had no output", async () => {
    const run = await opened("No output at all");
    await run.getByText("This run completed without an output.").waitFor();
  });

  it("says of a picture that it is none", async () => {
    const run = await opened("No picture");
    await run.locator(".stage").getByText(/cannot be shown|no picture|not a picture/i).waitFor();
    await run.getByText("It is gone.").first().waitFor();
  });

  it("shows a picture of 50 megapixels smaller than it is", async () => {
    const run = await opened("A huge picture");
    await run.getByText("Shown smaller than it is: 10,000 × 5,000 pixels.").waitFor();
  });

  it("proposes a plain name for a file whose name leads out of its folder", async () => {
    const run = await opened("A file that leads out");
    await run.getByRole("button", { name: /^Save .*x$/ }).click();
    const input = quickInput(window.page).locator("input.input");
    await input.waitFor();
    // The box writes its proposal late.
    while (!(await input.inputValue()).endsWith("x")) await window.page.waitForTimeout(50);
    assert.match(await input.inputValue(), /^\/(?!.*\.\.).*x$/);
    await window.page.keyboard.press("Escape");
  });

  it("has told of no failure by then", async () => {
    assert.equal(await window.page.locator(".notification-toast").count(), 0);
  });
});

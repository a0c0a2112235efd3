import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { openDeckView, quickInput, runCommand } from "../../support/workbench/actions.ts";
import type { Workbench } from "../../support/workbench/openWorkbench.ts";
import { stateKept } from "./editorKept.ts";
import { openServerWindow, type ServerWindow } from "./serverWindow.ts";

describe("profiles in a real window", function () {
  this.timeout(120_000);
  let deck: ServerWindow;
  let window: Workbench;
  before(async () => {
    const settings = (baseUrl: string) => ({ "deck.profiles": [{ id: "acme", name: "Acme", baseUrl, production: true, colour: "red" }] });
    deck = await openServerWindow({ key: "sk_live_of_acme", settings });
    ({ window } = deck);
  });
  after(() => deck.close());

  const item = (name: string): Locator => window.page.locator(".statusbar").getByRole("button", { name: `Deck profile: ${name}`, exact: true });
  const mark = (): Locator => window.page.locator(".statusbar").getByRole("button", { name: "Colour of the Deck profile: red" });

  it("say in the status bar that one is in Local Deck, without a colour", async () => {
    await item("Local Deck").waitFor();
    assert.equal(await mark().count(), 0);
  });

  it("are switched by a click there; a new one asks for its key", async () => {
    await item("Local Deck").click();
    await quickInput(window.page).getByRole("option", { name: /^Acme, production · no key yet/ }).click();
    await quickInput(window.page).getByText("Use a Deck API Key: Acme").first().waitFor();
    await deck.enterKey();
    await item("Acme · production").waitFor();
  });

  it("mark production in words, with an icon and a colour, and say it beside the name of the view", async () => {
    assert.equal(await item("Acme · production").locator(".codicon-flame").count(), 1);
    assert.notEqual(await colourOf(mark()), await colourOf(item("Acme · production")));
    await window.page.locator(".sidebar .pane-header").getByText("Acme · production").waitFor();
  });

  it("are the same after the window was reloaded", async () => {
    await stateKept(window.page, "acme");
    await window.reload();
    await openDeckView(window.page);
    await item("Acme · production").waitFor();
    await window.page.getByText("No runs yet.").waitFor();
  });

  it("open at their place in the settings file", async () => {
    await runCommand(window.page, "Deck: Edit Profiles");
    await window.page.locator(".monaco-editor").getByText('"deck.profiles"').waitFor();
    assert.doesNotMatch(await readFile(join(window.userDataDir, "User/settings.json"), "utf8"), /sk_live/);
  });
});

async function colourOf(item: Locator): Promise<unknown> {
  return item.locator(".codicon").evaluate(element => Reflect.get(globalThis, "getComputedStyle")(element).color);
}

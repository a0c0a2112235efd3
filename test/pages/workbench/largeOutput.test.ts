import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { panelContent, treeItem } from "../../support/workbench/actions.ts";
import { type DeckWindow, openDeckWindow } from "./deckWindow.ts";

const count = 60_000;
const patienceMs = 60_000;

/** Rows as an agent collects them from a website: more than 10 MB of JSON. */
function rows(): object[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `row_${index}`,
    account: `4${String(index * 7919).padStart(11, "0")}`,
    address: { street: `${index % 900} Alder Court`, city: "Saint-Rémy", postcode: 10_000 + (index % 89_999) },
    note: index === count - 2 ? "the needle in the stack" : `Read from page ${index % 40} of the list of all meters in this street.`,
  }));
}

describe("a very large output in a real window", function () {
  this.timeout(4 * patienceMs);
  let window: DeckWindow;
  before(async () => {
    window = await openDeckWindow();
    window.page.setDefaultTimeout(patienceMs);
    const input = { rows: rows() };
    assert.ok(JSON.stringify(input).length > 10_000_000);
    const agent = await window.callLocalDeck("POST", "/v2/agents", { name: "Tester" });
    const task = await window.callLocalDeck("POST", "/v2/tasks", { name: "Read all meters", agent_id: agent["id"] });
    // Twice what one request may bring to Local Deck.
    const steps = [{ step: "complete", output: { rows: "{{input.rows}}", again: "{{input.rows}}", total: count }, result: "success" }];
    await window.callLocalDeck("PUT", `/control/tasks/${String(task["id"])}/scenario`, { name: "Large", steps });
    await window.callLocalDeck("POST", `/v2/tasks/${String(task["id"])}/run`, { input });
    await treeItem(window.page, /^Read all meters, Completed/).first().click();
  });
  after(() => window.close());

  const view = (): Locator => panelContent(window.page).locator(".section.output .json-view");
  const line = (name: RegExp): Locator => view().getByRole("treeitem", { name });
  const active = (name: RegExp): Locator => line(name).and(view().locator("[aria-selected=true]"));
  const press = async (key: string): Promise<void> => {
    await view().getByRole("tree").focus();
    await window.page.keyboard.press(key);
  };

  it("is read to its end", async () => {
    for (const name of [/^rows: array, 60,000 items/, /^again: array, 60,000 items/, /^total: 60000/]) await line(name).waitFor();
    await view().and(panelContent(window.page).locator(":not([aria-busy=true])")).waitFor();
  });

  it("is opened to the last of its members, which a key leads to and back", async () => {
    await view().getByRole("button", { name: "Expand All" }).click();
    await line(/^id: "row_0"/).waitFor();
    await press("End");
    await active(/^total/).waitFor();
    await line(/^id: "row_59999"/).waitFor();
    await press("Home");
    await line(/^id: "row_0"/).waitFor();
  });

  it("is scrolled by the wheel", async () => {
    await view().getByRole("tree").hover();
    await window.page.mouse.wheel(0, 3_000);
    await line(/^id: "row_0"/).waitFor({ state: "hidden" });
    await line(/^id: "row_\d+"/).first().waitFor();
  });

  it("is searched to its end, and closed again", async () => {
    await view().locator(".json-find input").fill("needle in the");
    await window.page.keyboard.press("Enter");
    await view().locator(".json-count").getByText("1 of 2").waitFor();
    await active(/the needle in the stack/).waitFor();
    await view().getByRole("button", { name: "Collapse All" }).click();
    await line(/needle/).waitFor({ state: "hidden" });
  });
});

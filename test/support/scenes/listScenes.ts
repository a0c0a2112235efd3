import { openDeckView, quickInput, runCommand, treeItem } from "../workbench/actions.ts";
import type { Scene, Stage } from "./scenes.ts";

/** What decides which runs are seen. */
export const listScenes: Readonly<Record<string, Scene>> = {
  filtered: async stage => {
    await filtered(stage);
    // The button that takes a filter away shows where the pointer rests.
    return () => treeItem(stage.page, /^Filter, Status: /).hover();
  },
  "filter-values": async stage => {
    await demoRuns(stage);
    await pickFacet(stage, "Task");
  },
  "filtered-out": async stage => {
    await demoRuns(stage);
    await tick(stage, "Result", ["success"]);
    await tick(stage, "Status", ["Failed"]);
    await treeItem(stage.page, /^No run matches/).waitFor();
  },
  query: async stage => {
    await filtered(stage);
    await runCommand(stage.page, "Deck: Save Filter as Query...");
    await quickInput(stage.page).getByText("Save Filter as Query").first().waitFor();
    await quickInput(stage.page).locator("input.input").fill("Ended bills");
    await stage.page.keyboard.press("Enter");
    await treeItem(stage.page, /^Ended bills/).waitFor();
    await runCommand(stage.page, "Deck: Clear Filters");
    await treeItem(stage.page, /^Ended bills/).click();
    await treeItem(stage.page, /^Completed/).waitFor();
  },
  "by-task": async stage => {
    await demoRuns(stage);
    await runCommand(stage.page, "Deck: Group Runs By...");
    await quickInput(stage.page).getByRole("option", { name: /^Task/ }).click();
    await treeItem(stage.page, /^Check outage status, \d+\+? runs/).waitFor();
  },
  search: async stage => {
    await demoRuns(stage);
    await runCommand(stage.page, "Deck: Search Runs...");
    await quickInput(stage.page).locator("input.input").fill("usage");
    await quickInput(stage.page).getByText(/Local Deck: runs of Fetch usage history/).first().waitFor();
  },
};

async function demoRuns({ page }: Stage): Promise<void> {
  await openDeckView(page);
  await treeItem(page, /^Completed/).waitFor();
}

async function filtered(stage: Stage): Promise<void> {
  await demoRuns(stage);
  await tick(stage, "Task", ["Download latest bill"]);
  await tick(stage, "Status", ["Failed", "Completed"]);
  await treeItem(stage.page, /^Filter, Status: /).waitFor();
}

async function pickFacet({ page }: Stage, facet: string): Promise<void> {
  await runCommand(page, "Deck: Filter Runs...");
  await quickInput(page).getByRole("option", { name: new RegExp(`\\b${facet}\\b`) }).first().click();
  await quickInput(page).getByText(`Filter Runs: ${facet}`).first().waitFor();
  await quickInput(page).getByRole("checkbox").nth(1).waitFor();
}

async function tick(stage: Stage, facet: string, values: readonly string[]): Promise<void> {
  await pickFacet(stage, facet);
  for (const value of values) await quickInput(stage.page).getByRole("checkbox", { name: value }).first().click();
  await quickInput(stage.page).getByRole("button", { name: "OK" }).click();
  await quickInput(stage.page).waitFor({ state: "hidden" });
}

import type { Locator, Page } from "playwright-core";
import { chooseFromMenu, openDeckView, panelContent, quickInput, runCommand, treeItem } from "../workbench/actions.ts";
import type { Scene, Stage } from "./scenes.ts";

const scenes: Readonly<Record<string, Scene>> = {
  tasks: async stage => {
    await unfolded(stage, "Tasks");
    await foldRuns(stage);
    await lineOf(stage.page, "Tasks", /^Task Check outage status/).waitFor();
    await lineOf(stage.page, "Tasks", /^Task Download latest bill/).click();
    await lineOf(stage.page, "Tasks", /Completed, success/).first().waitFor();
  },
  resources: async stage => {
    for (const view of ["Sessions", "Sources", "Credentials"]) await unfolded(stage, view);
    await lineOf(stage.page, "Credentials", /verified/).first().waitFor();
    await lineOf(stage.page, "Sessions", /^Session of/).first().waitFor();
  },
  "add-credential": async stage => {
    await unfolded(stage, "Credentials");
    await runCommand(stage.page, "Deck: Add Credential...");
    await quickInput(stage.page).getByRole("option").first().click();
    await quickInput(stage.page).getByRole("option", { name: "User name and password" }).click();
    await quickInput(stage.page).getByText("User name").first().waitFor();
  },
  "end-session": async stage => {
    await unfolded(stage, "Sessions");
    const line = lineOf(stage.page, "Sessions", /^Session of .*running/).first();
    await line.hover();
    await line.getByRole("button", { name: "End Session..." }).click();
    await stage.page.locator(".monaco-dialog-box").getByText("It cancels").first().waitFor();
  },
  document: async stage => {
    await opened(stage, "Open Output");
    await stage.page.locator(".editor-container").getByText("amount_due").first().waitFor();
  },
  compare: async stage => {
    await opened(stage, "Compare Runs...");
    await quickInput(stage.page).getByRole("option").nth(1).click();
    await comparison(stage.page).getByText("amount_due").first().waitFor();
  },
  "compare-frames": async stage => {
    await scenes["compare"]?.(stage);
    await stage.page.getByRole("tab", { name: /^last screenshot/ }).first().click();
    await panelContent(stage.page).locator("img").first().waitFor();
  },
};

/** Unfolds a view beneath the runs. */
async function unfolded({ page }: Stage, view: string): Promise<void> {
  await openDeckView(page);
  await treeItem(page, /^Completed/).waitFor();
  await page.locator(".sidebar").getByRole("button", { name: new RegExp(`^${view} Section`) }).click();
  await page.getByRole("tree", { name: view }).waitFor();
}

/** Leaves its room to the views beneath. */
async function foldRuns({ page }: Stage): Promise<void> {
  await page.locator(".sidebar .pane-header").first().click({ position: { x: 12, y: 10 } });
}

function lineOf(page: Page, view: string, name: RegExp): Locator {
  return page.getByRole("tree", { name: view }).getByRole("treeitem", { name });
}

function comparison(page: Page): Locator {
  return page.locator(".multiDiffEditor, .multi-diff-editor, .editor-container").last();
}

async function opened({ page }: Stage, command: string): Promise<void> {
  await openDeckView(page);
  await chooseFromMenu(treeItem(page, /^Download latest bill, Completed/).first(), command);
}

/** What runs are made with, in the views beneath theirs, and runs as documents. */
export const resourceScenes = scenes;

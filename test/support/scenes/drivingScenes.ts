import { openDeckView, quickInput, runCommand, treeItem } from "../workbench/actions.ts";
import type { Scene, Stage } from "./scenes.ts";

/** What asks and tells while runs are driven. */
export const drivingScenes: Readonly<Record<string, Scene>> = {
  notification: async stage => {
    await demoRuns(stage);
    await runCommand(stage.page, "Deck: Run Again");
    await pick(stage, /^List accounts/);
    await stage.page.locator(".notification-toast").filter({ hasText: /asks: / }).first().waitFor();
  },
  "run-task-step": async stage => {
    await beginTask(stage, /^Download latest bill/);
    await quickInput(stage.page).getByText("(1/3)").waitFor();
    await quickInput(stage.page).locator("input.input").press("Enter");
    await quickInput(stage.page).getByText("(2/3)").waitFor();
  },
  "run-task-document": async stage => {
    await beginTask(stage, /^Update payment method/);
    await stage.page.locator(".editor-instance").last().getByText(/Run with avery/).waitFor();
  },
};

async function demoRuns({ page }: Stage): Promise<void> {
  await openDeckView(page);
  await treeItem(page, /^Completed/).waitFor();
}

async function beginTask(stage: Stage, name: RegExp): Promise<void> {
  await demoRuns(stage);
  await runCommand(stage.page, "Deck: Run Task...");
  for (const option of [name, /avery\.lindqvist/, /New input/]) await pick(stage, option);
}

async function pick({ page }: Stage, name: RegExp): Promise<void> {
  await quickInput(page).getByRole("option", { name }).first().click();
}

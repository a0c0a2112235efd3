import { openDeckView, quickInput, runCommand, treeItem } from "../workbench/actions.ts";
import type { Scene, Stage } from "./scenes.ts";

/** What the window says of runs beside the tree. */
export const activeScenes: Readonly<Record<string, Scene>> = {
  "active-runs": async stage => {
    await demoRuns(stage);
    await stage.page.locator(".statusbar").getByRole("button", { name: /^Deck: \d+ runs? needs? you/ }).click();
    await quickInput(stage.page).getByText("In progress").waitFor();
  },
  traffic: async stage => {
    await demoRuns(stage);
    await runCommand(stage.page, "Deck: Show Traffic");
    await stage.page.locator(".monaco-editor .view-lines").getByText("Traffic").first().waitFor();
  },
};

async function demoRuns({ page }: Stage): Promise<void> {
  await openDeckView(page);
  await treeItem(page, /^Completed/).waitFor();
}

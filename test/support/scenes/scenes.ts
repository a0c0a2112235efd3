import { activeScenes } from "./activeScenes.ts";
import { drivingScenes } from "./drivingScenes.ts";
import { listScenes } from "./listScenes.ts";
import { resourceScenes } from "./resourceScenes.ts";
import { profileScenes } from "./profileScenes.ts";
import { startLocalDeck } from "../localDeck.ts";
import { temporaryFolder } from "../process/temporaryFolder.ts";
import { openDeckView, panelContent, quickInput, runCommand, treeItem } from "../workbench/actions.ts";
import type { Workbench } from "../workbench/openWorkbench.ts";

export type Stage = Pick<Workbench, "page" | "inHost">;

/** Ends when all is there that the picture shows. May return what a change of colours undoes, to be done again after it. */
export type Scene = (stage: Stage) => Promise<(() => Promise<void>) | void>;

export const scenes: Readonly<Record<string, Scene>> = {
  runs: async stage => {
    await runsTree(stage);
  },
  tooltip: async stage => {
    await runsTree(stage);
    await makeRoom(stage);
    return async () => {
      await stage.page.locator(".statusbar").hover({ position: { x: 600, y: 10 } });
      await treeItem(stage.page, /^Start service transfer, Failed/).first().hover();
      await stage.page.locator(".monaco-hover:visible").getByText("exceeded the timeout").waitFor();
    };
  },
  completed: stage => openRun(stage, /^Download latest bill, Completed/),
  screenshots: async stage => {
    await openRun(stage, /^Download latest bill, Completed/);
    const heading = panelContent(stage.page).getByRole("heading", { name: /^Screenshots/ });
    await heading.evaluate(element => element.scrollIntoView());
    await pictureLoaded(stage);
  },
  failed: async stage => {
    await runsTree(stage);
    await makeRoom(stage);
    await openRun(stage, /^Start service transfer, Failed/);
  },
  running: stage => openRun(stage, /, Running/),
  interaction: stage => openRun(stage, /^Download latest bill, Interaction required/),
  review: stage => openRun(stage, /, Review required/),
  "run-task": async stage => {
    await runsTree(stage);
    await runCommand(stage.page, "Deck: Run Task...");
    await quickInput(stage.page).getByRole("option").first().waitFor();
  },
  "run-task-input": async stage => {
    await scenes["run-task"]?.(stage);
    await quickInput(stage.page).getByRole("option", { name: /^Fetch usage history/ }).click();
    await quickInput(stage.page).getByText("Fetch usage history").first().waitFor();
  },
  answer: async stage => {
    await openRun(stage, /^Download latest bill, Interaction required/);
    await panelContent(stage.page).getByRole("button", { name: "Send Answer" }).waitFor();
    await runCommand(stage.page, "Deck: Answer...");
    await quickInput(stage.page).locator("input.input").waitFor();
  },
  key: async stage => {
    await runsTree(stage);
    await runCommand(stage.page, "Deck: Use a Deck API Key...");
    await quickInput(stage.page).getByText("Use a Deck API Key").first().waitFor();
  },
  "key-refused": keyRefused,
  ...listScenes,
  ...activeScenes,
  ...drivingScenes,
  ...resourceScenes,
  ...profileScenes,
};

async function runsTree({ page }: Stage): Promise<void> {
  await openDeckView(page);
  await treeItem(page, /^Completed/).waitFor();
}

/** Folded, the largest group makes room for what stands below it. */
async function makeRoom({ page }: Stage): Promise<void> {
  await treeItem(page, /^Completed, /).click();
}

async function openRun(stage: Stage, name: RegExp): Promise<void> {
  await runsTree(stage);
  await treeItem(stage.page, name).first().click();
  await panelContent(stage.page).getByRole("heading", { level: 1 }).waitFor();
  await pictureLoaded(stage);
}

async function pictureLoaded({ page }: Stage): Promise<void> {
  const picture = panelContent(page).getByRole("img").first();
  await picture.waitFor({ state: "attached" });
}

/** Signed in at a server that then forgets the key. */
async function keyRefused(stage: Stage): Promise<void> {
  await runsTree(stage);
  const data = (await temporaryFolder("shots")).path;
  const key = "sk_live_of_the_pictures";
  const deck = await startLocalDeck(["--data", data, "--key", key]);
  await stage.inHost(async (vscode, url) => {
    await vscode.workspace.getConfiguration("deck").update("api.baseUrl", url, vscode.ConfigurationTarget.Global);
  }, deck.url);
  await runCommand(stage.page, "Deck: Use a Deck API Key...");
  const input = quickInput(stage.page).locator("input.input");
  await input.fill(key);
  await input.press("Enter");
  await quickInput(stage.page).waitFor({ state: "hidden" });
  await deck.close();
  await startLocalDeck(["--data", data, "--key", "sk_live_another", "--port", new URL(deck.url).port]);
  // Otherwise it could be a while: the view asks less and less often while there is no server.
  await runCommand(stage.page, "Deck: Refresh");
  await stage.page.getByText("Key refused").first().waitFor();
  await runCommand(stage.page, "Notifications: Clear All Notifications");
  await stage.page.getByRole("button", { name: "Use Another API Key" }).waitFor();
}

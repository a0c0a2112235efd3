import { RunPage } from "../../../src/api/schemas/run.ts";
import { type LocalDeck, startLocalDeck } from "../localDeck.ts";
import { oddDeck } from "../oddDeck.ts";
import { temporaryFolder } from "../process/temporaryFolder.ts";
import { openDeckView, panelContent, quickInput, runCommand, treeItem } from "../workbench/actions.ts";
import type { Scene, Stage } from "./scenes.ts";

const key = "sk_live_of_the_pictures";

/** Where a window is, and where else it could be. */
export const profileScenes: Readonly<Record<string, Scene>> = {
  "profile-production": async stage => {
    await atProduction(stage);
  },
  "profile-other-run": async stage => {
    const deck = await atProduction(stage);
    // For a moment the tree still shows the runs of the profile before.
    await treeItem(stage.page, /, Running/).filter({ hasText: await endOfRunning(deck) }).click();
    await panelContent(stage.page).getByRole("heading", { level: 1 }).waitFor();
    await stage.inHost(async vscode => void (await vscode.commands.executeCommand("deck.profile.switch", { profile: "local" })));
    await panelContent(stage.page).getByText("This run belongs to Acme").waitFor();
  },
  differences: async stage => {
    await atProduction(stage, oddDeck);
    await treeItem(stage.page, /, hibernating/).first().waitFor();
    await runCommand(stage.page, "Deck: Report Differences");
    await stage.page.locator(".monaco-editor .view-lines").getByText("Differences").first().waitFor();
  },
  "profile-switch": async stage => {
    await atProduction(stage);
    await stage.page.getByRole("button", { name: /^Deck profile: / }).click();
    await quickInput(stage.page).getByRole("option", { name: /^Local Deck/ }).waitFor();
  },
  "profile-lost": async stage => {
    await atProduction(stage);
    await stage.inHost(async vscode => {
      const profiles = [{ id: "acme-staging", name: "Acme staging", colour: "green" }, { id: "beta" }];
      await vscode.workspace.getConfiguration("deck").update("profiles", profiles, vscode.ConfigurationTarget.Global);
    });
    await stage.page.getByText("The profile Acme was removed").waitFor();
    await treeItem(stage.page, /^Completed/).waitFor();
  },
  "profile-add": async ({ page }) => {
    await openDeckView(page);
    await runCommand(page, "Deck: Add Profile...");
    const input = quickInput(page).locator("input.input");
    await input.fill("Acme EU");
    await input.press("Enter");
    await quickInput(page).getByText("The address of the API").waitFor();
    await input.fill("http://deck.acme.example/v2");
    await quickInput(page).getByText("is not encrypted").waitFor();
  },
};

async function atProduction(stage: Stage, before: (url: string) => Promise<{ readonly url: string }> = async url => ({ url })): Promise<LocalDeck> {
  await openDeckView(stage.page);
  const deck = await startLocalDeck(["--data", (await temporaryFolder("shots")).path, "--key", key, "--demo"]);
  await stage.inHost(async (vscode, url) => {
    const profiles = [
      { id: "acme", name: "Acme", baseUrl: url, production: true, colour: "red" },
      { id: "acme-staging", name: "Acme staging", colour: "green" },
      { id: "beta", name: "Beta", baseUrl: "http://deck.beta.example/v2" },
    ];
    await vscode.workspace.getConfiguration("deck").update("profiles", profiles, vscode.ConfigurationTarget.Global);
    void vscode.commands.executeCommand("deck.profile.switch", { profile: "acme" });
  }, (await before(deck.url)).url);
  const input = quickInput(stage.page).locator("input.input");
  await input.fill(key);
  await input.press("Enter");
  await stage.page.locator(".sidebar .pane-header").getByText("Acme · production").waitFor();
  await treeItem(stage.page, /^Completed/).waitFor();
  return deck;
}

async function endOfRunning({ url }: LocalDeck): Promise<string> {
  const answer = await fetch(`${url}/task-runs?status=running&limit=1`, { headers: { authorization: `Bearer ${key}` } });
  return RunPage.parse(await answer.json()).data[0]?.id.slice(-4) ?? "";
}

import { startLocalDeck } from "../localDeck.ts";
import { temporaryFolder } from "../process/temporaryFolder.ts";
import { openDeckView, quickInput, runCommand, treeItem } from "../workbench/actions.ts";
import type { Scene, Stage } from "./scenes.ts";

const key = "sk_live_of_the_pictures";

/** Where a window is, and where else it could be. */
export const profileScenes: Readonly<Record<string, Scene>> = {
  "profile-production": async stage => {
    await atProduction(stage);
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

async function atProduction(stage: Stage): Promise<void> {
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
  }, deck.url);
  const input = quickInput(stage.page).locator("input.input");
  await input.fill(key);
  await input.press("Enter");
  await stage.page.getByRole("button", { name: "Deck profile: Acme · production" }).waitFor();
  await treeItem(stage.page, /^Completed/).waitFor();
}

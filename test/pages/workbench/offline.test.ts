import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { startLocalDeck, type LocalDeck } from "../../../src/local/localDeck.ts";
import { eventually } from "../../host/support/eventually.ts";
import { root } from "../../support/paths.ts";
import { temporaryFolder, type TemporaryFolder } from "../../support/process/temporaryFolder.ts";
import { openDeckView, quickInput, runCommand, treeItem } from "../../support/workbench/actions.ts";
import { openWorkbench, type Workbench } from "../../support/workbench/openWorkbench.ts";

describe("a window without a way to its server", function () {
  this.timeout(120_000);
  const key = "sk_live_first";
  let data: TemporaryFolder;
  let deck: LocalDeck;
  let window: Workbench;

  before(async () => {
    data = await temporaryFolder("deck");
    const options = { data: data.path, key, demo: true, assets: join(root, "media/demo") };
    deck = await startLocalDeck(options);
    window = await openWorkbench({ settings: { "deck.api.baseUrl": deck.url } });
    await openDeckView(window.page);
    await eventually(async () => assert.equal((await places()).length, 1), 20_000);
    const local = await places();
    await runCommand(window.page, "Deck: Use a Deck API Key...");
    const input = quickInput(window.page).locator("input.input");
    await input.fill(key);
    await input.press("Enter");
    // Not Local Deck's: that one was left, maybe before anything was written down.
    await eventually(async () => assert.ok((await kept()).some(place => !local.includes(place))), 20_000);
  });
  after(async () => {
    await window.close();
    await deck.close();
    await data.close();
  });

  /** Of this profile and of Local Deck. */
  async function places(): Promise<string[]> {
    return readdir(folder());
  }

  function folder(): string {
    return join(window.userDataDir, "User/globalStorage/task-runs-for-deck.deck-task-runs/windows");
  }

  /** Where runs were written down. */
  async function kept(): Promise<string[]> {
    const found = await Promise.all((await places()).map(async place => ((await readdir(join(folder(), place))).includes("runs.json") ? [place] : [])));
    return found.flat();
  }

  it("shows at its start what was known the last time, and from when that is", async () => {
    await treeItem(window.page, /^Running, /).first().waitFor();
    await deck.close();
    await window.reload();
    await openDeckView(window.page);
    await window.page.getByText(/cannot be reached: .* Shown are the runs as of \d\d:\d\d, /).waitFor({ timeout: 30_000 });
    await treeItem(window.page, /^Running, /).first().waitFor();
    await treeItem(window.page, /^Fetch balance \(water\), /).first().waitFor();
  });

  it("comes back by itself when the server does", async () => {
    const { port } = new URL(deck.url);
    deck = await startLocalDeck({ data: data.path, key, port: Number(port) });
    await window.page.getByText("Shown are the runs as of").waitFor({ state: "detached", timeout: 30_000 });
  });

  it("keeps nothing of a profile that a person signs out of", async () => {
    const before = await places();
    await runCommand(window.page, "Deck: Sign Out");
    const profile = (name: string): string => name.slice(0, 12);
    await eventually(async () => assert.equal(new Set((await places()).map(profile)).size, new Set(before.map(profile)).size - 1), 20_000);
  });
});

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { eventually } from "../../host/support/eventually.ts";
import { openDeckView, runCommand, treeItem } from "../../support/workbench/actions.ts";
import type { Workbench } from "../../support/workbench/openWorkbench.ts";
import { openServerWindow, type ServerWindow } from "./serverWindow.ts";

describe("a window without a way to its server", function () {
  this.timeout(120_000);
  let deck: ServerWindow;
  let window: Workbench;

  before(async () => {
    deck = await openServerWindow({ key: "sk_live_first", demo: true });
    ({ window } = deck);
    await eventually(async () => assert.equal((await places()).length, 1), 20_000);
    const local = await places();
    await deck.signIn();
    // Not Local Deck's: that one was left, maybe before anything was written down.
    await eventually(async () => assert.ok((await kept()).some(place => !local.includes(place))), 20_000);
  });
  after(() => deck.close());

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
    await deck.stop();
    await window.reload();
    await openDeckView(window.page);
    await window.page.getByText(/cannot be reached: .* Shown are the runs as of \d\d:\d\d, /).waitFor({ timeout: 30_000 });
    await treeItem(window.page, /^Running, /).first().waitFor();
    await treeItem(window.page, /^Fetch balance \(water\), /).first().waitFor();
  });

  it("comes back by itself when the server does", async () => {
    await deck.startAnew();
    await window.page.getByText("Shown are the runs as of").waitFor({ state: "detached", timeout: 30_000 });
  });

  it("keeps nothing of a profile that a person signs out of", async () => {
    const before = await places();
    await runCommand(window.page, "Deck: Sign Out");
    const profile = (name: string): string => name.slice(0, 12);
    await eventually(async () => assert.equal(new Set((await places()).map(profile)).size, new Set(before.map(profile)).size - 1), 20_000);
  });
});

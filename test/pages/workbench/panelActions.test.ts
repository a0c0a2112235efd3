import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { FrameLocator, Locator } from "playwright-core";
import { eventually } from "../../host/support/eventually.ts";
import { temporaryFolder } from "../../support/process/temporaryFolder.ts";
import { choosePath, panelContent, quickInput, runCommand, treeItem } from "../../support/workbench/actions.ts";
import { type DeckWindow, openDeckWindow } from "./deckWindow.ts";

describe("what the run panel does in a real window", function () {
  this.timeout(120_000);
  let window: DeckWindow;
  let folder: { path: string; close(): Promise<void> };
  before(async () => {
    [window, folder] = await Promise.all([openDeckWindow(), temporaryFolder("panel")]);
    await treeItem(window.page, /^Download latest bill, Completed, success/).first().click();
    await run().locator(".stage img:not(.late)").first().waitFor();
  });
  after(async () => {
    await window.close();
    await folder.close();
  });

  const run = (): FrameLocator => panelContent(window.page);
  const button = (name: string | RegExp): Locator => run().getByRole("button", { name }).first();
  const message = (text: RegExp): Locator => window.page.locator(".notification-toast").filter({ hasText: text });

  /** A file is there before its bytes are. */
  const begins = (name: string, at: number, bytes: string) => async (): Promise<boolean> =>
    (await readFile(join(folder.path, name), "latin1").catch(() => "")).startsWith(bytes, at);

  /** Until they are gone: the next filter would be taken away with them. */
  async function clearFilters(): Promise<void> {
    await runCommand(window.page, "Deck: Clear Filters");
    await treeItem(window.page, /^Filter, /).waitFor({ state: "detached" });
  }

  it("keeps a copy of the screenshots, and says so", async () => {
    await button("Keep a local copy").click();
    await run().getByText("A copy of these screenshots is kept on this machine.").waitFor();
  });

  it("saves the shown screenshot", async () => {
    await button("Save this screenshot").click();
    await choosePath(window.page, join(folder.path, "shown.webp"), begins("shown.webp", 8, "WEBP"));
  });

  it("saves all screenshots, with the reasoning beside them", async () => {
    const hasReasoning = async (): Promise<boolean> => (await readdir(folder.path)).some(name => name.endsWith("reasoning.txt"));
    await button("Save all screenshots").click();
    await choosePath(window.page, `${folder.path}/`, hasReasoning);
    const names = await readdir(folder.path);
    const count = Number(await run().locator(".screenshots .section-count").textContent());
    assert.equal(names.filter(name => /^\w{4} \d{4} \d+m\d\ds\.webp$/.test(name)).length, count);
  });

  it("saves a file under the name that a person chooses", async () => {
    await button(/^Save .*\.pdf$/).click();
    await choosePath(window.page, join(folder.path, "bill.pdf"), begins("bill.pdf", 0, "%PDF-"));
  });

  it("offers to save what neither the editor nor this window can open", async () => {
    await button(/^Open .*\.pdf$/).click();
    await message(/cannot show this kind of file/).getByRole("button", { name: "Save..." }).waitFor();
  });

  it("says where a file lies that has no folder to show here", async () => {
    await button(/^Show .* in its folder$/).click();
    await message(/\.pdf/).getByRole("button", { name: "Copy Path" }).waitFor();
    await runCommand(window.page, "Notifications: Clear All Notifications");
  });

  it("leads from a name in the header to the runs that share it", async () => {
    await button("Show runs at this source").click();
    await treeItem(window.page, /^Filter, Source: Northlight Energy/).waitFor();
    await clearFilters();
  });

  it("leads from its session to the runs of that one", async () => {
    const id = (await run().getByRole("button", { name: /^sess_/ }).textContent())?.trim();
    await button("Show runs of this session").click();
    await treeItem(window.page, `Filter, Session: ${id}`).waitFor();
    await clearFilters();
  });

  it("opens another run beside it, both at the same time", async () => {
    await button(/^Open both at this time/).click();
    await quickInput(window.page).getByRole("option", { name: /^Failed|^Completed|^Canceled/ }).first().click();
    const panels = window.page.locator("iframe.webview.ready:visible");
    await panels.nth(1).waitFor();
    for (const at of [0, 1]) {
      const panel = panels.nth(at).contentFrame().locator("iframe#active-frame").contentFrame();
      const frames = panel.locator(".section.screenshots");
      await frames.locator(".stage img:not(.late)").waitFor();
      await eventually(async () => {
        const edge = (await panels.nth(at).boundingBox())?.y ?? 0;
        const top = ((await frames.boundingBox())?.y ?? Infinity) - edge;
        assert.ok(top < 300, `the screenshots begin ${top} px below the edge`);
      });
    }
  });
});

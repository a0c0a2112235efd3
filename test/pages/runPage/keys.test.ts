import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Page } from "playwright-core";
import type { RunPageState } from "../../../src/protocol/runPage.ts";
import { eventually } from "../../host/support/eventually.ts";
import { plainMemory, type OpenRunPage } from "./runPageHost.ts";
import { completed, frames, waiting } from "./sampleRuns.ts";
import { withRunPage } from "./withRunPage.ts";

describe("The keys of the run page", function () {
  this.timeout(60_000);
  const { open } = withRunPage();

  async function opened(state: RunPageState, texts: Readonly<Record<string, string>> = {}): Promise<OpenRunPage> {
    const host = await open({ texts });
    await host.show(state);
    return host;
  }

  it("lists every key under ?", async () => {
    const { page } = await opened(completed());
    await page.keyboard.press("?");
    const help = page.getByRole("dialog", { name: "Keys on this page" });
    await help.waitFor();
    assert.match(await help.innerText(), /Play or pause the screenshots/);
    await leaveHelp(page);
    await page.keyboard.press("o");
    assert.equal(await page.evaluate("document.activeElement.textContent.trim()"), "Output");
  });

  it("leaves single letters alone for who wants no keys, on all pages of runs", async () => {
    const host = await opened(completed());
    const { page } = host;
    await page.keyboard.press("?");
    const wanted = page.getByRole("checkbox", { name: /^Single letters/ });
    await wanted.uncheck();
    assert.deepEqual(await host.wishes(), [{ type: "remember", memory: { ...plainMemory, hasKeys: false } }]);
    await leaveHelp(page);
    await page.keyboard.press("R");
    await page.keyboard.press("?");
    assert.equal(await page.getByRole("dialog").count(), 0);
    assert.equal((await host.wishes()).length, 1);
    await page.getByRole("button", { name: "Keyboard help" }).click();
    assert.equal(await wanted.isChecked(), false);
    await wanted.check();
    await leaveHelp(page);
    await page.keyboard.press("R");
    assert.deepEqual((await host.wishes()).at(-1), { type: "act", action: "refresh" });
  });

  it("takes each action by a key of its own, or says why it cannot be taken", async () => {
    const again = { id: "runWithChanges", label: "Run Again with Changes..." } as const;
    const host = await opened(completed({ actions: [...completed().run.actions, again], frames: frames(3) }));
    const { page } = host;
    for (const key of ["n", "d", "S", "A", "K", "O", "b", "c", "R"]) await page.keyboard.press(key);
    const wanted = async (): Promise<string[]> => (await host.wishes()).map(message => (message.type === "act" ? message.action : message.type));
    // The keys come with the first that is pressed.
    await eventually(async () => assert.equal((await wanted()).at(-1), "refresh"));
    assert.deepEqual(await wanted(), ["runWithChanges", "compare", "saveFrame", "saveFrames", "keepFrames", "openDocument", "openBoth", "copyId", "refresh"]);
    await page.keyboard.press("a");
    assert.equal(await page.locator("[aria-live]").textContent(), "The run asks nothing now.");
    await page.keyboard.press("h");
    assert.equal(await page.evaluate("document.activeElement.textContent.trim()"), "Run Again");
  });

  it("shows the keys from within a tree, and goes from there to what the run asks", async () => {
    const { page } = await opened(waiting(), { input: "{}" });
    await page.getByRole("tree", { name: "Input" }).press("?");
    await page.getByRole("dialog", { name: "Keys on this page" }).waitFor();
    await leaveHelp(page);
    await page.getByRole("button", { name: "Refresh" }).press("a");
    assert.equal(await page.evaluate("document.activeElement.labels[0].innerText"), "Verification code");
  });
});

async function leaveHelp(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
}

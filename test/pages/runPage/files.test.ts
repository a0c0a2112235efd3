import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { RunPageState } from "../../../src/protocol/runPage.ts";
import { completed } from "./sampleRuns.ts";
import { withRunPage } from "./withRunPage.ts";

describe("The run page's files", function () {
  this.timeout(60_000);
  const { open } = withRunPage();

  it("lists files with what they are for, and saves, opens and shows them", async () => {
    const { page, host } = await shown(completed());
    assert.match(await page.getByRole("region", { name: "Files" }).innerText(), /statement-2026-05\.pdf\s+application\/pdf · 84\.2 kB · brought back by the agent/);
    for (const name of ["Save usage-2026.csv", "Open usage-2026.csv", "Show usage-2026.csv in its folder"]) await page.getByRole("button", { name }).click();
    assert.deepEqual((await host.wishes()).map(({ type }) => type), ["saveFile", "openFile", "revealFile"]);
  });

  it("shows a CSV file as a table, and what was read out of a file beside it", async () => {
    const texts = { "file:stor_Jr7uLw3Kd9ScHv4N": 'month,kwh\r\n"May, late",120\r\nJune,98\r\n', "extraction:stor_5fQmTz0Yb8LxWc2P": '{"amount_due":128.4}' };
    const { page } = await opened(completed(), texts);
    await page.getByRole("button", { name: "Look into usage-2026.csv" }).click();
    await page.locator(".file-inside tr").first().waitFor();
    assert.deepEqual(await page.locator(".file-inside tr").allInnerTexts(), ["month\tkwh", "May, late\t120", "June\t98"]);
    await page.getByRole("button", { name: "Look into statement-2026-05.pdf" }).click();
    await page.getByRole("tree", { name: "Extraction of statement-2026-05.pdf" }).getByText("128.4").waitFor();
  });

  it("says so when a file is not the picture that it says it is", async () => {
    const file = { id: "stor_1", name: "photo.png", type: "image/png", bytes: 9, preview: "image" } as const;
    const { page, host } = await shown(completed({ files: [file] }));
    await page.getByRole("button", { name: "Look into photo.png" }).click();
    assert.deepEqual(await host.sentOf("wantFile"), [{ type: "wantFile", file: "stor_1" }]);
    await page.evaluate('postMessage({ type: "file", file: "stor_1", mime: "image/png", bytes: new TextEncoder().encode("<html>").buffer })');
    await page.getByText("This file is not the picture that it says it is.").waitFor();
  });

  async function shown(state: RunPageState, texts: Readonly<Record<string, string>> = {}) {
    const host = await open({ texts });
    await host.show(state);
    return { host, page: host.page };
  }

  async function opened(state: RunPageState, texts?: Readonly<Record<string, string>>): Promise<Awaited<ReturnType<typeof open>>> {
    return (await shown(state, texts)).host;
  }
});

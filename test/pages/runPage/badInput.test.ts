import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Page } from "playwright-core";
import { completed, frames, running } from "./sampleRuns.ts";
import { withRunPage } from "./withRunPage.ts";

describe("The run page with bad input", function () {
  this.timeout(60_000);
  const { open } = withRunPage();

  it("shows a picture of 50 megapixels smaller than it is, and says so", async () => {
    const host = await open();
    const large = await drawnIn(host.page, 10_000, 5_000);
    await host.show(running({ frames: frames(1) }));
    await host.showPicture(0, large, "image/png");
    await host.page.getByText("Shown smaller than it is: 10,000 × 5,000 pixels.").waitFor({ timeout: 30_000 });
    await host.until("document.querySelector('.stage img').naturalWidth === 4000");
  });

  it("does not unfold a small file that says it has billions of pixels", async () => {
    const host = await open();
    const bomb = await drawnIn(host.page, 8, 8);
    bomb.writeUInt32BE(60_000, 16);
    bomb.writeUInt32BE(60_000, 20);
    await host.show(running({ frames: frames(1) }));
    await host.showPicture(0, bomb, "image/png");
    await host.page.getByText("This picture is too large to be shown here: 60,000 × 60,000 pixels.").waitFor();
  });

  it("keeps on showing a run that was deleted meanwhile", async () => {
    const host = await open({ texts: { output: "{}" } });
    await host.show(completed());
    await host.show({ ...completed(), problem: "Deck has no such run (any more)." });
    await host.page.getByRole("heading", { level: 1 }).waitFor();
    await host.page.getByText("Deck has no such run (any more).").first().waitFor();
  });

  it("shows an answer without an output, and times and numbers that are none", async () => {
    const host = await open();
    await host.show(completed({ output: undefined, outputCheck: undefined, created_at: "soon", endedAt: "later" }));
    await host.page.getByText("This run completed without an output.").waitFor();
    assert.equal(await host.page.locator(".timer-value").textContent(), "unknown");
  });

  it("isolates right-to-left and invisible characters in names", async () => {
    const host = await open();
    const name = "invoice\u202Efdp.exe";
    await host.show(completed({ files: [{ id: "stor_1", name, type: "application/x", bytes: 3 }], taskName: "فاتورة الشهر" }));
    assert.equal(await host.page.locator(".file-name bdi").textContent(), name);
    assert.equal(await host.page.evaluate("getComputedStyle(document.querySelector('h1')).direction"), "rtl");
  });
});

/** A PNG of this size, made by the browser itself. */
async function drawnIn(page: Page, width: number, height: number): Promise<Buffer> {
  const text = await page.evaluate<string>(`(async () => {
    const canvas = new OffscreenCanvas(${width}, ${height});
    canvas.getContext("2d").fillRect(0, 0, 5, 5);
    const blob = await canvas.convertToBlob();
    const bytes = new Uint8Array(await blob.arrayBuffer());
    let text = "";
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return btoa(text);
  })()`);
  return Buffer.from(text, "base64");
}

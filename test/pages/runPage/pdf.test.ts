import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "mocha";
import type { RunFile } from "../../../src/protocol/runPage.ts";
import { eventually } from "../../host/support/eventually.ts";
import { root } from "../../support/paths.ts";
import type { OpenRunPage } from "./runPageHost.ts";
import { completed } from "./sampleRuns.ts";
import { samplePdf } from "./samplePdf.ts";
import { withRunPage } from "./withRunPage.ts";

const file: RunFile = { id: "stor_1", name: "bill.pdf", type: "application/pdf", bytes: 900, preview: "pdf" };

describe("The preview of a PDF", function () {
  this.timeout(60_000);
  const { open } = withRunPage();

  it("shows a real bill, drawn, with its text to select", async () => {
    const { page } = await looking(await readFile(join(root, "media/demo/northlight-bill-2026-11.pdf")));
    await page.getByText("Page 1 of 1").waitFor();
    await page.locator(".pdf-text").getByText("Northlight").first().waitFor();
    assert.ok((await page.evaluate<number>(inkOfPage(0))) > 5_000);
  });

  it("draws the pages that are near, and others as one scrolls", async () => {
    const { page, host } = await looking(samplePdf(Array.from({ length: 30 }, (_, at) => `Page number ${at + 1} of the statement`)));
    await page.getByText("Page number 1 of the statement").waitFor();
    assert.equal(await page.locator(".pdf-page").count(), 30);
    assert.ok((await page.locator(".pdf-page canvas").count()) < 5);
    await page.evaluate("document.querySelector('.pdf-pages').scrollTo(0, 1e6)");
    await page.getByText("Page number 30 of the statement").waitFor();
    await page.getByText("Page 30 of 30").waitFor();
    await host.until("document.querySelectorAll('.pdf-page canvas').length < 5");
    assert.equal(await page.getByText("Page number 1 of the statement").count(), 0);
  });

  it("keeps its place from the first moment, fits the width, and is magnified by key and button", async () => {
    const { page, host } = await looking(samplePdf(["One", "Two"]), false);
    const before = await page.locator(".pdf").boundingBox();
    await host.showFile(file.id, file.type, samplePdf(["One", "Two"]));
    const canvas = page.locator(".pdf-page").first();
    await page.getByText("One", { exact: true }).waitFor();
    assert.deepEqual(await page.locator(".pdf").boundingBox(), before);
    const fit = (await canvas.boundingBox())?.width ?? 0;
    assert.ok(before && fit > before.width * 0.9 && fit < before.width, `${fit} of ${before?.width}`);
    await page.getByRole("region", { name: "Pages of bill.pdf" }).press("+");
    await page.getByText("125 %").waitFor();
    await page.getByRole("button", { name: "Larger", exact: true }).last().click();
    await eventually(async () => assert.equal(Math.round(((await canvas.boundingBox())?.width ?? 0) / fit * 100), 150));
    await page.getByRole("button", { name: "Whole width" }).click();
    await eventually(async () => assert.equal((await canvas.boundingBox())?.width, fit));
  });

  it("says of a page without text that it has none", async () => {
    const { page } = await looking(samplePdf([""]));
    await page.getByText("This page has no text, only pictures.").waitFor({ state: "attached" });
  });

  const troubles: [title: string, bytes: Buffer, words: string][] = [
    ["locked with a password", samplePdf(["Secret"], { locked: true }), "This PDF is locked with a password. Open it to enter the password."],
    ["that is something else", Buffer.from("<html>no such file</html>"), "This file is damaged, or not the PDF that it says it is."],
    ["that is empty", Buffer.alloc(0), "This file is damaged, or not the PDF that it says it is."],
    ["that is cut off", samplePdf(["Cut"]).subarray(0, 60), "This file is damaged, or not the PDF that it says it is."],
  ];
  for (const [title, bytes, words] of troubles) {
    it(`says in a sentence what is wrong with one ${title}, and opens it`, async () => {
      const { page, host } = await looking(bytes);
      await page.getByText(words).waitFor();
      await page.getByRole("button", { name: "Open PDF" }).click();
      assert.deepEqual(await host.sentOf("openFile"), [{ type: "openFile", id: file.id }]);
    });
  }

  it("tells where parts are left out", async () => {
    const scan = Buffer.from(samplePdf(["Scanned"]).toString("latin1").replace("%%EOF", "% /Filter /JPXDecode\n%%EOF"), "latin1");
    const { page } = await looking(scan);
    await page.getByText("Parts of this file, such as some scanned pictures and foreign fonts, are not shown here.").waitFor();
    await page.getByRole("button", { name: "Open the file to see all of it" }).waitFor();
  });

  it("goes on with the next file after a broken one, and ends what was closed", async () => {
    const { page, host } = await looking(Buffer.from("broken"));
    await page.getByText("This file is damaged").waitFor();
    await page.getByRole("button", { name: "Hide bill.pdf" }).click();
    await page.getByRole("button", { name: "Look into bill.pdf" }).click();
    assert.equal((await host.sentOf("wantFile")).length, 2);
    await host.showFile(file.id, file.type, samplePdf(["Whole again"]));
    await page.getByText("Whole again").waitFor();
    await page.getByRole("button", { name: "Hide bill.pdf" }).click();
    await eventually(() => assert.deepEqual(page.workers().map(worker => worker.url()), []));
  });

  it("is told instead of a file that is too large", async () => {
    const host = await open();
    await host.show(completed({ files: [{ id: "stor_2", name: "atlas.pdf", type: "application/pdf", bytes: 80_000_000 }] }));
    await host.page.getByRole("button", { name: "Look into atlas.pdf" }).click();
    await host.page.getByText("This file is too large to be shown here. Open or save it.").waitFor();
  });

  async function looking(bytes: Buffer, isSent = true): Promise<{ host: OpenRunPage; page: OpenRunPage["page"] }> {
    const host = await open();
    await host.show(completed({ files: [file] }));
    await host.page.getByRole("button", { name: "Look into bill.pdf" }).click();
    await host.page.locator(".pdf").waitFor();
    assert.equal((await host.sentOf("wantFile")).length, 1);
    if (isSent) await host.showFile(file.id, file.type, bytes);
    return { host, page: host.page };
  }
});

/** How many points of a page are not white. */
function inkOfPage(at: number): string {
  return `(() => {
    const canvas = document.querySelectorAll(".pdf-page canvas")[${at}];
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let ink = 0;
    for (let point = 0; point < data.length; point += 4) if (data[point] < 200) ink++;
    return ink;
  })()`;
}

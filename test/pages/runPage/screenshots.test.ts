import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "mocha";
import { eventually } from "../../host/support/eventually.ts";
import type { Page } from "playwright-core";
import { root } from "../../support/paths.ts";
import { type OpenRunPage, plainMemory } from "./runPageHost.ts";
import { completed, frames, running } from "./sampleRuns.ts";
import { withRunPage } from "./withRunPage.ts";

const picture = await readFile(join(root, "media/demo/login.webp"));
const tall = { width: 900, height: 2000 };

describe("The run page's screenshots", function () {
  this.timeout(60_000);
  const { open } = withRunPage();

  it("shows the newest picture, loaded, with its reasoning and time", async () => {
    const host = await open({ picture: () => picture, size: tall });
    const { page } = host;
    await show(host, 3);
    const large = page.locator(".stage img:not(.late)");
    await large.waitFor();
    await host.until("document.querySelector('.stage img').naturalWidth > 0");
    assert.match((await large.getAttribute("alt")) ?? "", /^Screenshot 3 of 3: Two statements are listed/);
    assert.match(await page.locator("figcaption").innerText(), /0:12\s+Two statements are listed/);
  });

  it("asks only for the shown picture and for those in view", async () => {
    const host = await open({ picture: () => picture, size: tall });
    await host.show(completed({ frames: frames(200) }));
    await host.until("document.querySelectorAll('.thumbnail canvas').length > 4");
    const wanted = async (): Promise<number[]> => (await host.sentOf("wantFrame")).map(({ index }) => index);
    const first = await wanted();
    assert.ok(first.length < 20, `asked for ${first.length}`);
    assert.ok(first.every(index => index > 180), `asked for ${first.join()}`);
    assert.equal(new Set(first).size, first.length);
    await host.page.evaluate("document.querySelector('.strip').scrollTo(0, 0)");
    await host.until("document.querySelector('[data-index=\"0\"] canvas')");
    const all = await wanted();
    assert.ok(all.length < 40, `asked for ${all.length}`);
  });

  it("keeps the shown one in the strip's view when that becomes narrower", async () => {
    const host = await open({ picture: () => picture, size: tall });
    await host.show(completed({ frames: frames(8) }));
    await host.until(inView);
    await host.page.setViewportSize({ width: 420, height: tall.height });
    await host.until(inView);
  });

  it("asks for the shown picture and the one before it alone while the strip is out of sight", async () => {
    const host = await open({ size: { width: 900, height: 400 } });
    await host.show(completed());
    await host.looked();
    assert.deepEqual((await host.sentOf("wantFrame")).map(({ index }) => index), [23, 22]);
  });

  it("is walked with the keyboard", async () => {
    const host = await open({ picture: () => picture, size: tall });
    const { page } = host;
    await show(host, 12);
    const strip = page.getByRole("listbox", { name: "Screenshots" });
    await strip.focus();
    const steps: [key: string, shown: string][] = [
      ["Home", "1 of 12"],
      ["ArrowLeft", "1 of 12"],
      ["ArrowRight", "2 of 12"],
      ["PageDown", "12 of 12"],
      ["ArrowLeft", "11 of 12"],
      ["End", "12 of 12"],
    ];
    for (const [key, shown] of steps) {
      await page.keyboard.press(key);
      await page.locator(".film .place", { hasText: shown }).waitFor();
      const selected = strip.getByRole("option", { selected: true });
      assert.equal(await selected.count(), 1);
      assert.equal(await strip.getAttribute("aria-activedescendant"), await selected.getAttribute("id"));
      assert.match((await selected.getAttribute("aria-label")) ?? "", new RegExp(`^Screenshot ${shown}`));
      await host.until(inView);
    }
  });

  it("goes from one to the next by arrows on the large picture, too", async () => {
    const host = await open({ picture: () => picture, size: tall });
    await show(host, 5);
    await host.page.locator(".stage").focus();
    for (const [key, shown] of [["ArrowLeft", "4 of 5"], ["Home", "1 of 5"], ["ArrowRight", "2 of 5"], ["ArrowDown", "2 of 5"], ["End", "5 of 5"]] as const) {
      await host.page.keyboard.press(key);
      await host.page.locator(".film .place", { hasText: shown }).waitFor();
    }
  });

  it("follows the newest only while the last one is shown", async () => {
    const host = await open({ picture: () => picture });
    const { page } = host;
    await show(host, 3);
    await show(host, 4);
    assert.equal(await page.locator(".film .place").textContent(), "4 of 4");
    await page.getByRole("button", { name: "Previous screenshot" }).click();
    await show(host, 5);
    assert.equal(await page.locator(".film .place").textContent(), "3 of 5");
    await page.locator('[data-index="4"]').click();
    await show(host, 6);
    assert.equal(await page.locator(".film .place").textContent(), "6 of 6");
  });

  it("says why a picture is missing, and asks again when told to", async () => {
    const host = await open();
    await host.show(running({ frames: frames(1) }));
    await host.tell({ type: "frameMissing", index: 0, why: "Deck keeps screenshots for 15 days." });
    await host.page.locator(".stage").getByText("Deck keeps screenshots for 15 days.").waitFor();
    await host.page.getByRole("button", { name: "Try again" }).click();
    assert.deepEqual((await host.sentOf("wantFrame")).map(({ index }) => index), [0, 0]);
    await host.showPicture(0, picture);
    await host.page.locator(".stage img").waitFor();
  });

  it("says so when the bytes are no picture", async () => {
    const host = await open({ picture: () => Buffer.from("<html>not found</html>") });
    await host.show(running({ frames: frames(1) }));
    await host.page.locator(".stage").getByText("not a picture").waitFor();
  });

  it("keeps the picture before while the next is on its way", async () => {
    const host = await open();
    await host.show(running({ frames: frames(1) }));
    await host.showPicture(0, picture);
    await host.page.locator(".stage img").waitFor();
    await host.show(running({ frames: frames(2) }));
    await host.page.locator(".stage img.late").waitFor();
    await host.showPicture(1, picture);
    await host.page.locator(".stage img:not(.late)").waitFor();
    assert.equal(await host.page.locator(".stage img").count(), 1);
  });

  it("plays as fast as the person likes it, which is remembered", async () => {
    const host = await open({ picture: () => picture, now: "2026-06-09T11:00:00Z" });
    const { page } = host;
    const isAt = (place: string): Promise<void> => host.until(`document.querySelector(".film .place").textContent === "${place}" && document.querySelector(".stage img:not(.late)")`);
    await host.show(completed({ frames: frames(3) }));
    await isAt("3 of 3");
    await page.getByRole("combobox", { name: "Speed" }).selectOption("8×");
    assert.equal((await host.sentOf("remember")).at(-1)?.memory.playSpeed, 8);
    await page.getByRole("button", { name: "Play" }).click();
    await isAt("1 of 3");
    await page.clock.runFor(370);
    await isAt("1 of 3");
    await page.clock.runFor(10);
    await isAt("2 of 3");
    await page.clock.runFor(380);
    await isAt("3 of 3");
    await host.show(completed({ frames: frames(3) }), { memory: { ...plainMemory, playSpeed: 2 } });
    assert.equal(await page.getByRole("combobox", { name: "Speed" }).inputValue(), "2");
  });

  it("says how many a local copy is without, and tries again when told to", async () => {
    const host = await open();
    await host.show(completed({ framesCopy: { lacks: 2 } }));
    await host.page.getByText("A copy of these screenshots is kept on this machine, without 2 that could not be read.").waitFor();
    await host.page.locator(".retention").getByRole("button", { name: "Try again" }).click();
    assert.equal((await host.sentOf("keepFrames")).length, 1);
  });

  it("frees pictures that the state no longer has", async () => {
    const host = await open({ picture: () => picture });
    await host.show(running({ frames: frames(1) }));
    const url = await host.page.locator(".stage img").getAttribute("src");
    assert.equal(await loads(host.page, url), true);
    await host.show(running({ frames: [] }));
    assert.equal(await loads(host.page, url), false);
    // The browser complains about what is gone, which is what was wanted here.
    await eventually(() => assert.match(host.complaints.join(), /ERR_FILE_NOT_FOUND/));
    host.complaints.splice(0);
  });
});

async function show(host: OpenRunPage, many: number): Promise<void> {
  await host.show(running({ frames: frames(many) }));
  await host.page.locator(".film .place", { hasText: `of ${many}` }).waitFor();
}

function loads(page: Page, url: string | null): Promise<unknown> {
  return page.evaluate(
    `new Promise(done => Object.assign(new Image(), { onload: () => done(true), onerror: () => done(false), src: "${url}" }))`,
  );
}

const inView = `(() => {
  const strip = document.querySelector(".strip").getBoundingClientRect();
  const option = document.querySelector("[aria-selected=true]").getBoundingClientRect();
  return option.left >= strip.left && option.right <= strip.right;
})()`;

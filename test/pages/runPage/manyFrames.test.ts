import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "mocha";
import { root } from "../../support/paths.ts";
import { completed, frames } from "./sampleRuns.ts";
import { withRunPage } from "./withRunPage.ts";

const picture = await readFile(join(root, "media/demo/login.webp"));
const tall = { width: 900, height: 2000 };

describe("The run page with 1,000 screenshots", function () {
  this.timeout(60_000);
  const { open } = withRunPage();

  it("has elements only for what is near, and holds few pictures", async () => {
    const host = await open({ picture: () => picture, size: tall });
    const { page } = host;
    await host.show(completed({ frames: frames(1_000) }));
    await host.until("document.querySelectorAll('.thumbnail canvas').length > 4");
    await page.evaluate("globalThis.made = 0; globalThis.freed = 0; const [make, free] = [URL.createObjectURL, URL.revokeObjectURL]; URL.createObjectURL = blob => (made++, make(blob)); URL.revokeObjectURL = url => (freed++, free(url));");
    await page.getByRole("slider", { name: "Screenshot" }).focus();
    for (const value of [900, 500, 100, 700, 300, 0, 999, 450]) {
      await page.evaluate(`{ const slider = document.querySelector(".scrub"); slider.value = "${value}"; slider.dispatchEvent(new Event("input", { bubbles: true })); }`);
      await page.locator(".film .place", { hasText: `${value + 1} of 1,000`.replace("1000", "1,000") }).waitFor();
      await host.until("document.querySelector('.stage img:not(.late)')");
      await host.until("[...document.querySelectorAll('.frame')].some(f => f.ariaSelected === 'true' && f.querySelector('canvas'))");
    }
    assert.ok(Number(await page.evaluate("document.querySelectorAll('.frame').length")) < 30);
    assert.ok(Number(await page.evaluate("document.querySelectorAll('.reasoning-item').length")) < 30);
    assert.ok(Number(await page.evaluate("made - freed")) < 26, `holds ${String(await page.evaluate("made - freed"))} more pictures than before`);
  });

  it("asks for at most six pictures at once, and only for what is near in the end", async () => {
    const host = await open({ size: tall });
    await host.show(completed({ frames: frames(1_000) }));
    for (let value = 0; value < 1_000; value += 25) {
      await host.page.evaluate(`{ const slider = document.querySelector(".scrub"); slider.value = "${value}"; slider.dispatchEvent(new Event("input", { bubbles: true })); }`);
    }
    await host.looked();
    const { length } = await host.sentOf("wantFrame");
    assert.ok(length <= 6, `asked for ${length}`);
  });

  it("finds words in the reasoning, and goes there", async () => {
    const host = await open({ picture: () => picture, size: tall });
    const all = frames(1_000).map(frame => (frame.index === 371 ? { ...frame, reasoning: "A surprising survey covers the page." } : frame));
    await host.show(completed({ frames: all }));
    await host.page.getByRole("searchbox", { name: "Search the reasoning" }).fill("SURVEY");
    const lines = host.page.getByRole("list", { name: "Reasoning" }).getByRole("button");
    assert.equal(await lines.count(), 1);
    await lines.first().click();
    await host.page.locator(".film .place", { hasText: "372 of 1,000" }).waitFor();
  });

  it("walks the reasoning by arrows, as one stop of the Tab key", async () => {
    const host = await open({ picture: () => picture, size: tall });
    const { page } = host;
    await host.show(completed({ frames: frames(1_000) }));
    const list = page.getByRole("list", { name: "Reasoning" });
    await page.getByRole("searchbox", { name: "Search the reasoning" }).focus();
    await page.keyboard.press("Tab");
    for (const key of ["Home", "ArrowDown", "PageDown"]) {
      await page.keyboard.press(key);
      await host.settle();
    }
    await page.keyboard.press("Enter");
    await page.locator(".film .place", { hasText: /^10 of 1,000/ }).waitFor();
    assert.equal(await list.locator("[tabindex='0']").count(), 1);
    await page.keyboard.press("Tab");
    assert.equal(await page.locator("button:focus").innerText(), "Keep a local copy");
  });

  it("plays from where it is, and stops at the end", async () => {
    const host = await open({ picture: () => picture, size: tall, now: "2026-06-09T11:00:00Z" });
    const { page } = host;
    await host.show(completed({ frames: frames(4).map(frame => ({ ...frame, atMs: frame.index * 100 })) }));
    await page.locator(".stage img:not(.late)").waitFor();
    await page.getByRole("button", { name: "Play" }).click();
    for (const place of ["1 of 4", "2 of 4", "3 of 4", "4 of 4"]) {
      await page.locator(".film .place", { hasText: place }).waitFor();
      await page.locator(".stage img:not(.late)").waitFor();
      await page.getByRole("button", { name: "Pause" }).waitFor();
      await page.clock.runFor(100);
    }
    await page.getByRole("button", { name: "Play" }).waitFor();
  });

  it("goes to the question and to the error", async () => {
    const host = await open({ picture: () => picture, size: tall });
    await host.show(completed({ frames: frames(1_000), marks: [{ kind: "question", index: 40 }, { kind: "question", index: 80 }, { kind: "error", index: 999 }] }));
    const place = host.page.locator(".film .place");
    for (const [button, shown] of [["Go to the question", "41 of"], ["Go to the question", "81 of"], ["Go to the question", "41 of"], ["Go to the error", "1,000 of"]] as const) {
      await host.page.getByRole("button", { name: button }).click();
      await place.filter({ hasText: shown }).waitFor();
    }
  });

  it("goes where the other run is, and asks to open both", async () => {
    const host = await open({ picture: () => picture, size: tall });
    await host.show(completed({ frames: frames(1_000) }));
    await host.tell({ type: "goTo", atMs: 30_000 });
    await host.page.locator(".film .place", { hasText: "6 of 1,000" }).waitFor();
    await host.page.getByRole("button", { name: "Open both at this time" }).click();
    assert.deepEqual(await host.sentOf("openBoth"), [{ type: "openBoth", atMs: 28_000 }]);
  });

  it("magnifies a picture by keyboard and moves it", async () => {
    const host = await open({ picture: () => picture, size: tall });
    await host.show(completed());
    await host.page.locator(".stage img:not(.late)").waitFor();
    const stage = host.page.getByRole("group", { name: /^Picture, / });
    await stage.focus();
    await host.page.keyboard.press("+");
    await host.page.getByRole("group", { name: "Picture, 150 percent" }).waitFor();
    await host.page.keyboard.press("ArrowRight");
    assert.equal(await host.page.evaluate("document.querySelector('.stage img').style.transform"), "translate(-60px, 0px) scale(1.5)");
    await host.page.keyboard.press("0");
    assert.equal(await host.page.evaluate("document.querySelector('.stage img').style.transform"), "none");
  });
});

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { openDeckWindow } from "../pages/workbench/deckWindow.ts";
import { RunPageHost } from "../pages/runPage/runPageHost.ts";
import { completed, frames } from "../pages/runPage/sampleRuns.ts";
import { root } from "../support/paths.ts";
import { panelContent, treeItem } from "../support/workbench/actions.ts";
import type { Figure } from "./measure.ts";

/** What a person feels of a run's page: from the click to the run, and while scrubbing through its pictures. */
export async function panel(): Promise<Figure[]> {
  return [...(await opening()), ...(await scrubbing())];
}

const names = [/^Download latest bill, Completed/, /^List accounts, Completed/, /^Check outage status, Completed/, /^Fetch usage history, Completed/];

/** The first panel of a window brings the page with it; the next run takes its place. */
async function opening(): Promise<Figure[]> {
  const first: number[] = [];
  const next: number[] = [];
  for (let round = 0; round < 3; round++) {
    const window = await openDeckWindow();
    await treeItem(window.page, /^Completed, /).first().waitFor();
    for (const [at, name] of names.entries()) {
      const line = treeItem(window.page, name).first();
      const task = /\^([^,]+),/.exec(name.source)?.[1] ?? "";
      const began = performance.now();
      await line.click();
      await panelContent(window.page).getByRole("heading", { level: 1, name: task }).waitFor();
      (at === 0 ? first : next).push(performance.now() - began);
      // Two clicks at once would be a double click.
      await window.page.waitForTimeout(700);
    }
    await window.close();
  }
  return [
    { what: "Click on a run to its page, the first of a window", unit: "ms", values: first },
    { what: "Click on a run to its page, in the panel that is there", unit: "ms", values: next, aim: { below: 150 } },
  ];
}

const picture = await readFile(join(root, "media/demo/login.webp"));

async function scrubbing(): Promise<Figure[]> {
  const host = await RunPageHost.start();
  const page = await host.open({ picture: () => picture, size: { width: 1200, height: 1600 } });
  await page.show(completed({ frames: frames(1_000) }));
  await page.until("document.querySelector('.stage img:not(.late)')");
  const gaps = await page.page.evaluate<number[]>(scrub);
  await host.stop();
  return [{ what: "Scrubbing through 1,000 screenshots, the page's own work for a step", unit: "ms", values: gaps.toSorted((a, b) => a - b), aim: { below: 50 } },
    { what: "The longest of them", unit: "ms", values: [Math.max(...gaps)], aim: { below: 50 } }];
}

/** The time that the main thread needs for each step of the slider, layout included, with pictures arriving in between. */
const scrub = `(async () => {
  const slider = document.querySelector(".scrub");
  const gaps = [];
  for (let value = 0; value < 1000; value += 7) {
    await new Promise(requestAnimationFrame);
    const began = performance.now();
    slider.value = String(value);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await Promise.resolve();
    document.body.getBoundingClientRect();
    gaps.push(performance.now() - began);
  }
  return gaps;
})()`;

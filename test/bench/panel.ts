import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { RunPageHost } from "../pages/runPage/runPageHost.ts";
import { completed, frames } from "../pages/runPage/sampleRuns.ts";
import { root } from "../support/paths.ts";
import type { Figure } from "./measure.ts";
import { opening } from "./panelOpening.ts";

/** What a person feels of a run's page: from the click to the run, and while scrubbing through its pictures. */
export async function panel(): Promise<Figure[]> {
  return [...(await opening()), ...(await scrubbing())];
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

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { CDPSession, Page } from "playwright-core";
import * as z from "zod";
import { RunPageHost } from "../pages/runPage/runPageHost.ts";
import { completed, frames } from "../pages/runPage/sampleRuns.ts";
import { root } from "../support/paths.ts";
import { type Figure, withHigh } from "./measure.ts";

const picture = await readFile(join(root, "media/demo/login.webp"));
const many = 1_000;
const MB = 1_000_000;

/** A drag through all screenshots there and back, in Chromium, with every picture arriving that the page asks for. */
export async function scrubbing(): Promise<Figure[]> {
  const host = await RunPageHost.start();
  const opened = await host.open({ picture: () => picture, size: { width: 1200, height: 1600 } });
  await opened.page.evaluate(countPictures);
  await opened.show(completed({ frames: frames(many) }));
  await opened.until("document.querySelector('.stage img:not(.late)')");
  const debug = await opened.page.context().newCDPSession(opened.page);
  const before = await heapBytes(debug);
  const browser = opened.page.context().browser();
  await browser?.startTracing(opened.page, { categories: ["toplevel", "disabled-by-default-devtools.timeline", "__metadata"] });
  const scrubbed = await opened.page.evaluate<Scrubbed>(scrub);
  const tasks = tasksOf((await browser?.stopTracing()) ?? Buffer.alloc(0));
  const grown = (await heapBytes(debug)) - before;
  const held = await heldBy(opened.page);
  await host.stop();
  return [
    ...withHigh("Scrubbing through 1,000 screenshots, own work of the page for a step", scrubbed.work, 16),
    ...withHigh("Tasks of its main thread meanwhile, of 1 ms and more, in processor time", tasks.filter(ms => ms >= 1), 16),
    { what: "The longest of them", unit: "ms", values: [Math.max(...tasks)], aim: { below: 50 } },
    ...withHigh("From one frame to the next meanwhile, by the clock", scrubbed.gaps, 50),
    { what: "Heap of the page, grown by it", unit: "MB", values: [grown / MB], aim: { below: 10 } },
    { what: "Pictures held after it", unit: "count", values: [held.pictures], aim: { below: 30 } },
    { what: "Their bytes", unit: "MB", values: [held.bytes / MB], aim: { below: 60 } },
    { what: "Elements of the page after it", unit: "count", values: [held.elements], aim: { below: 1_000 } },
  ];
}

/** Processor time, as that of the wall counts what other programs do on the same cores. */
function tasksOf(trace: Buffer): number[] {
  const { traceEvents } = Trace.parse(JSON.parse(trace.toString()));
  const mains = new Set(traceEvents.filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain").map(placeOf));
  return traceEvents.filter(event => event.name.endsWith("RunTask") && mains.has(placeOf(event))).map(({ tdur = 0 }) => tdur / 1_000);
}

const Trace = z.object({
  traceEvents: z.array(
    z.object({ name: z.string(), pid: z.number(), tid: z.number(), tdur: z.number().optional(), args: z.object({ name: z.string().optional().catch(undefined) }).optional() }),
  ),
});

function placeOf({ pid, tid }: { readonly pid: number; readonly tid: number }): string {
  return `${pid} ${tid}`;
}

interface Scrubbed {
  readonly work: readonly number[];
  readonly gaps: readonly number[];
}

async function heapBytes(debug: CDPSession): Promise<number> {
  await debug.send("HeapProfiler.collectGarbage");
  return (await debug.send("Runtime.getHeapUsage")).usedSize;
}

function heldBy(page: Page): Promise<{ pictures: number; bytes: number; elements: number }> {
  return page.evaluate("({ pictures: held.size, bytes: [...held.values()].reduce((sum, size) => sum + size, 0), elements: document.querySelectorAll('*').length })");
}

const countPictures = `
  globalThis.held = new Map();
  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = blob => {
    const url = createObjectURL(blob);
    held.set(url, blob.size);
    return url;
  };
  URL.revokeObjectURL = url => (held.delete(url), revokeObjectURL(url));
`;

/** The work for a step is that until its layout is done; what arrives in between shows in the tasks and frames. */
const scrub = `(async () => {
  const slider = document.querySelector(".scrub");
  const [work, gaps] = [[], []];
  let last;
  for (const value of [...Array(${many}).keys(), ...[...Array(${many}).keys()].reverse()].filter(at => at % 5 === 0)) {
    const now = await new Promise(requestAnimationFrame);
    if (last !== undefined) gaps.push(now - last);
    last = now;
    const began = performance.now();
    slider.value = String(value);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await Promise.resolve();
    document.body.getBoundingClientRect();
    work.push(performance.now() - began);
  }
  // The last of the pictures.
  await new Promise(done => setTimeout(done, 500));
  return { work, gaps };
})()`;

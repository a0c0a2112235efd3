import { setTimeout } from "node:timers/promises";
import { chromium, type Browser, type Page } from "playwright-core";
import { chromium as chromiumPath } from "../../support/fetch/chromium.ts";
import type { Figure } from "../measure.ts";
import { serveCandidates } from "./benchServer.ts";
import { candidates } from "./candidates.ts";
import { needle, texts } from "./texts.ts";

const limitMs = 60_000;

interface Aim {
  readonly below: number;
}

/** What our own is held to, on two busy cores. */
const aims: Readonly<Record<string, Aim>> = {
  "100 kB: first paint": { below: 12 },
  "1 MB: first paint": { below: 30 },
  "10 MB: first paint": { below: 130 },
  "50 MB: first paint": { below: 310 },
  "40,000 keys: first paint": { below: 110 },
  "50 MB: expand": { below: 30 },
  "10 MB: longest block": { below: 20 },
  "50 MB: longest block": { below: 20 },
  "40,000 keys: longest block": { below: 20 },
  "5 MB string: longest block": { below: 20 },
  "50 MB: scroll, p95": { below: 17.5 },
  "50 MB: search": { below: 150 },
  "50 MB: elements": { below: 301 },
};

/** Our tree beside its peers, in turn, each in a fresh page of one Chromium. */
export async function jsonTrees(names = Object.keys(candidates), rounds = 3): Promise<Figure[]> {
  const server = await serveCandidates();
  const browser = await chromium.launch({ executablePath: await chromiumPath(console.error), args: ["--no-sandbox", "--js-flags=--expose-gc"] });
  const values = new Map<string, number[]>();
  for (let round = 0; round < rounds; round++) {
    for (const size of Object.keys(texts)) {
      for (const name of names) {
        const measured = await measureOne(browser, server.url, name, size);
        for (const [what, value] of Object.entries(measured)) values.set(`${size}: ${what}|${name}`, [...(values.get(`${size}: ${what}|${name}`) ?? []), value]);
      }
    }
  }
  await browser.close();
  server.close();
  return [...values].map(([key, values]) => figureOf(key, values));
}

function figureOf(key: string, values: readonly number[]): Figure {
  const [what = "", name = ""] = key.split("|");
  const aim = name === "ours" ? aims[what] : undefined;
  const unit = what.endsWith("elements") ? "count" : what.endsWith("heap") ? "MB" : "ms";
  return { what: `${what}, ${name}`, unit, values, ...(aim ? { aim } : {}) };
}

/** What takes more than the limit or fails is told, and left out. */
async function measureOne(browser: Browser, url: string, name: string, size: string): Promise<Record<string, number>> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 700 } });
  const figures: Record<string, number> = {};
  try {
    const page = await context.newPage();
    await page.goto(`${url}/?name=${encodeURIComponent(name)}`);
    const limit = new AbortController();
    const tooLong = setTimeout(limitMs, undefined, { signal: limit.signal }).then(() => Promise.reject(new Error(`more than ${limitMs / 1000} s`)));
    tooLong.catch(() => undefined);
    await Promise.race([measurePage(page, size, figures), tooLong]);
    limit.abort();
  } catch (error) {
    console.log(`${name}, ${size}: ${error instanceof Error ? (error.message.split("\n", 1)[0] ?? "") : String(error)}`);
  }
  await context.close();
  return figures;
}

async function measurePage(page: Page, size: string, figures: Record<string, number>): Promise<void> {
  const timed = (act: string, isTrue: string) => page.evaluate<{ ms: number; block: number }>(`timed(() => ${act}, () => ${isTrue})`);
  const has = (name: string) => page.evaluate<boolean>(`candidate.${name} !== undefined`);
  await page.evaluate("until(() => globalThis.candidate !== undefined).then(() => candidate.warm?.())");
  await page.evaluate(`void (globalThis.text = ${texts[size]})`);
  const before = await heapOf(page);
  await page.evaluate("(async () => void (globalThis.given = candidate.at ? await candidate.at(text) : text))()");
  Object.assign(figures, await page.evaluate<Record<string, number>>("mounted()"));
  figures["heap"] = (await heapOf(page)) - before;
  if (await has("expand")) {
    await page.evaluate("candidate.close?.()");
    const { ms, block } = await timed("candidate.expand()", "candidate.expanded()");
    figures["expand"] = ms;
    figures["expand, block"] = block;
  }
  figures["elements"] = await page.evaluate<number>("document.querySelectorAll('main *').length");
  figures["scroll, p95"] = await page.evaluate<number>("scrolled(candidate.scroller())");
  if (size.endsWith("B") && (await has("search"))) figures["search"] = (await timed(`candidate.search(${JSON.stringify(needle)})`, "candidate.found()")).ms;
}

async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return (usedSize + backingStorageSize) / 1e6;
}

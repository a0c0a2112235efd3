import { setTimeout } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import * as z from "zod";
import { Heap } from "./heap.ts";
import { needle, texts } from "./texts.ts";

/** What is measured, in the order of the table. The block of a search stands alone: some can do all but that. */
export const columns = ["paint", "all read", "expand", "block", "scroll p95", "search", "search block", "heap", "nodes"] as const;
export type Column = (typeof columns)[number];

export interface Measured {
  readonly figures: ReadonlyMap<Column, number>;
  /** What could not be measured, and why. */
  readonly failure?: string;
}

export interface Wanted {
  readonly url: string;
  readonly name: string;
  readonly size: string;
  /** At which moment between two frames what is timed begins: 0 to 1. */
  readonly moment: number;
  readonly isScrolled: boolean;
}

/** For all that is done with one text. */
export const limitMs = 20_000;

/** One candidate with one text, in a fresh page. What takes too long or fails is told; what was measured before stays. */
export async function measureCandidate(browser: Browser, wanted: Wanted): Promise<Measured> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 700 } });
  const measuring = new Measuring(await context.newPage(), wanted);
  try {
    await measuring.prepare();
    const patience = new AbortController();
    const tooLong = setTimeout(limitMs, undefined, { signal: patience.signal }).then(() => Promise.reject(new Error(`more than ${limitMs / 1000} s`)));
    await Promise.race([measuring.all(), tooLong]).finally(() => patience.abort());
    return { figures: measuring.figures };
  } catch (error) {
    const why = error instanceof Error ? (error.message.split("\n", 1)[0] ?? "") : String(error);
    return { figures: measuring.figures, failure: `${measuring.step}: ${why.replace("page.evaluate: ", "")}` };
  } finally {
    await context.close();
  }
}

const Timed = z.object({ ms: z.number(), block: z.number() });
const Mounted = z.object({ paint: z.number(), whole: z.number(), block: z.number() });

class Measuring {
  readonly figures = new Map<Column, number>();
  step = "start";
  private readonly page: Page;
  private readonly wanted: Wanted;

  constructor(page: Page, wanted: Wanted) {
    this.page = page;
    this.wanted = wanted;
  }

  async prepare(): Promise<void> {
    const { url, name, size } = this.wanted;
    await this.page.goto(`${url}/?name=${encodeURIComponent(name)}`);
    await this.page.evaluate("until(() => globalThis.candidate !== undefined).then(() => candidate.warm?.())");
    await this.page.evaluate(`void (globalThis.text = ${texts[size]})`);
  }

  async all(): Promise<void> {
    const heap = await Heap.of(this.page);
    const before = await heap.size();
    this.step = "paint";
    await this.page.evaluate("(async () => void (globalThis.given = candidate.at ? await candidate.at(text) : text))()");
    const { paint, whole, block } = Mounted.parse(await this.page.evaluate(`mounted(${this.wanted.moment})`));
    this.figures.set("paint", paint).set("all read", whole).set("block", block);
    this.figures.set("heap", (await heap.size()) - before);
    if (await this.has("expand")) await this.expand();
    this.figures.set("nodes", Number(await this.page.evaluate("document.querySelectorAll('main *').length")));
    if (await this.has("search")) await this.search();
    this.step = "scroll";
    if (this.wanted.isScrolled) this.figures.set("scroll p95", Number(await this.page.evaluate("scrolled(candidate.scroller())")));
  }

  private async expand(): Promise<void> {
    this.step = "expand";
    await this.page.evaluate("candidate.close?.()");
    const { ms, block } = await this.time("candidate.expand()", "candidate.expanded()");
    this.figures.set("expand", ms).set("block", Math.max(block, this.figures.get("block") ?? 0));
  }

  private async search(): Promise<void> {
    this.step = "search";
    await this.page.evaluate("candidate.openSearch?.()");
    const { ms, block } = await this.time(`candidate.search(${JSON.stringify(needle)})`, "candidate.found()");
    this.figures.set("search", ms).set("search block", block);
    await this.page.evaluate("void (candidate.scroller().scrollTop = 0)");
  }

  private has(name: string): Promise<boolean> {
    return this.page.evaluate<boolean>(`candidate.${name} !== undefined`);
  }

  private async time(act: string, isTrue: string): Promise<z.infer<typeof Timed>> {
    return Timed.parse(await this.page.evaluate(`timed(() => ${act}, () => ${isTrue}, ${this.wanted.moment})`));
  }
}

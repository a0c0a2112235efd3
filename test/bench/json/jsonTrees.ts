import { chromium } from "playwright-core";
import { chromium as chromiumPath } from "../../support/fetch/chromium.ts";
import type { Figure } from "../measure.ts";
import { serveCandidates } from "./benchServer.ts";
import { candidates } from "./candidates.ts";
import { measureCandidate } from "./measureCandidate.ts";
import { Results } from "./results.ts";
import { texts } from "./texts.ts";
import { verdicts } from "./verdicts.ts";

/** Each begins at another moment between two frames. */
const moments = [0.5, 0.1, 0.9, 0.3, 0.7];
/** To scroll takes seconds, and its figure hardly differs from round to round. */
const scrolledRounds = 2;
/** A peer that took that long in one round is not measured again. */
const onceFromMs = 10_000;
/** No round begins that late: a slow machine measures less often. */
const lastRoundMs = 330_000;

/** Our tree beside its peers, in turn, each in a fresh page of one Chromium. Prints what was measured side by side. */
export async function jsonTrees(names = Object.keys(candidates), sizes = Object.keys(texts)): Promise<Figure[]> {
  const server = await serveCandidates();
  const browser = await chromium.launch({ executablePath: await chromiumPath(console.error), args: ["--no-sandbox"] });
  const results = new Results();
  const slow = new Set<string>();
  const start = performance.now();
  for (const [round, moment] of moments.entries()) {
    if (performance.now() - start > lastRoundMs) break;
    for (const size of sizes) {
      for (const name of names.filter(name => !slow.has(`${name}, ${size}`))) {
        const began = performance.now();
        const measured = await measureCandidate(browser, { url: server.url, name, size, moment, isScrolled: round < scrolledRounds });
        results.add({ name, size }, measured);
        if (name !== "ours" && performance.now() - began > onceFromMs) slow.add(`${name}, ${size}`);
      }
    }
  }
  await browser.close();
  server.close();
  console.log(`\n${results.table(names, sizes)}\n`);
  return verdicts(results, names, sizes);
}

// Checks and tests: runAll.ts [check|unit|host|pages|windows]... [WORD...]; words choose test files by their path.
import { messageOf } from "../../src/base/errors.ts";
import { vscodeCarrier } from "./fetch/carrier.ts";
import { chromium } from "./fetch/chromium.ts";
import { checkStep, suiteStep, type Suite } from "./suites/steps.ts";
import { failureOf, inWords, noCounts, sum, type Counts } from "./suites/counts.ts";

/** One after the other; those of a round side by side: the host waits most of the time, and leaves pages enough room. */
const rounds: readonly (readonly Suite[])[] = [
  [{ name: "unit", program: "nodeSuite.ts", folders: ["unit"], wantsEditor: false }],
  [
    { name: "host", program: "hostSuite.ts", folders: ["host"], wantsEditor: true },
    { name: "pages", program: "nodeSuite.ts", folders: ["pages/jsonView", "pages/runPage"], wantsEditor: true },
  ],
  [{ name: "windows", program: "nodeSuite.ts", folders: ["pages/workbench"], wantsEditor: true }],
];
const suites = rounds.flat();
const parts = ["check", ...suites.map(({ name }) => name)];

const wanted = process.argv.slice(2).filter(word => parts.includes(word));
const words = process.argv.slice(2).filter(word => !parts.includes(word));
const wants = (part: string): boolean => wanted.length === 0 || wanted.includes(part);
const chosen = suites.filter(({ name }) => wants(name));

// Fetching takes a minute the first time, which the steps that need nothing of it fill.
const editor = chosen.some(suite => suite.wantsEditor) ? prepareEditor() : Promise.resolve(true);
const all = sum([...(await check()), ...(await test())]);
for (const failure of all.failures) console.log(`\nfailed: ${failure}`);
console.log(`\n${inWords(all)}`);
process.exitCode = all.failed || !(all.passed || wanted.includes("check")) ? 1 : 0;

async function check(): Promise<Counts[]> {
  if (!wants("check")) return [];
  return Promise.all([types("types", "."), types("page types", "src/webview"), checkStep("lint", "oxlint", [])]);
}

function types(title: string, project: string): Promise<Counts> {
  return checkStep(title, "tsc", ["-p", project]);
}

async function test(): Promise<Counts[]> {
  const results = [await buildStep()];
  const isReady = sum(results).failed === 0 && (await editor);
  for (const round of rounds) {
    const suites = round.filter(suite => wants(suite.name));
    const runnable = suites.filter(suite => isReady || !suite.wantsEditor);
    for (const { name } of suites) if (!runnable.some(suite => suite.name === name)) results.push(failureOf(`${name}: not run, for the reason above`));
    // One of them is heard as it goes, the others after it.
    results.push(...(await Promise.all(runnable.map((suite, place) => suiteStep(suite, words, place === 0 ? print : undefined)))));
  }
  return results;
}

function print(text: string): void {
  process.stdout.write(text);
}

async function buildStep(): Promise<Counts> {
  const isWanted = wants("check") || chosen.some(suite => suite.wantsEditor);
  return isWanted ? checkStep("build", process.execPath, ["esbuild.mjs", "--keep"]) : noCounts;
}

/** Told, not thrown: what needs no editor is tested all the same. */
async function prepareEditor(): Promise<boolean> {
  try {
    await Promise.all([vscodeCarrier(console.log), chromium(console.log)]);
    return true;
  } catch (error) {
    console.log(messageOf(error));
    return false;
  }
}

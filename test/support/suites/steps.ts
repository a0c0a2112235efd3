import { join } from "node:path";
import { support } from "../paths.ts";
import { runChild } from "../process/children.ts";
import { temporaryFolder } from "../process/temporaryFolder.ts";
import { failureOf, inWords, judge, noCounts, readCounts, type Counts } from "./counts.ts";
import { testFiles } from "./testFiles.ts";

const suiteLimitMs = 600_000;

/** A program that is right if it ends with 0: a failure counts as one, a success is no test. */
export async function checkStep(title: string, command: string, args: readonly string[]): Promise<Counts> {
  const startedAt = Date.now();
  const { code, output } = await runChild(command, args);
  const result = code === 0 ? "ok" : `failed with exit code ${code}`;
  // Said in one piece, because several of these run side by side.
  process.stdout.write(`${title}: ${result}, ${seconds(startedAt)}\n${code === 0 ? "" : output}`);
  return code === 0 ? noCounts : failureOf(title);
}

export interface Suite {
  name: string;
  /** Whether it wants the build and VS Code. */
  wantsEditor: boolean;
  /** Program under this folder. */
  program: "nodeSuite.ts" | "hostSuite.ts";
  /** Where its tests stand, below those of all suites. */
  folders: readonly string[];
}

/** Runs the suite's program, which writes its counts into a file that it is given; without `onOutput` it is heard in one piece at its end. */
export async function suiteStep(suite: Suite, words: readonly string[], onOutput?: (text: string) => void): Promise<Counts> {
  const folders = suite.folders.map(folder => join(support, "..", folder));
  const files = await Promise.all(folders.map(folder => testFiles(folder, ".test.ts", words)));
  if (files.flat().length === 0) return noCounts;
  onOutput?.(`\n${suite.name} tests\n`);
  const startedAt = Date.now();
  const reports = await temporaryFolder("counts");
  const countsFile = join(reports.path, "counts.json");
  const { code, output } = await runChild(process.execPath, [join(support, "suites", suite.program), folders.join(","), countsFile, ...words], {
    ...(onOutput ? { onOutput } : {}),
    limitMs: suiteLimitMs,
    stdin: "pipe",
  });
  const { counts, complaint } = judge(await readCounts(countsFile), code);
  await reports.close();
  if (!onOutput) process.stdout.write(`\n${suite.name} tests\n${output}`);
  if (complaint) console.log(complaint);
  console.log(`${suite.name}: ${inWords(counts)}, ${seconds(startedAt)}`);
  return { ...counts, failures: counts.failures.map(failure => `${suite.name}: ${failure}`) };
}

function seconds(startedAt: number): string {
  return `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
}

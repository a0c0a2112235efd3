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
  /** Program under this folder, and its first arguments. */
  program: readonly [string, ...string[]];
}

/** Runs the suite's program, which writes its counts into a file that it is given. */
export async function suiteStep(suite: Suite, words: readonly string[]): Promise<Counts> {
  const folder = join(support, "..", suite.name);
  if ((await testFiles(folder, ".test.ts", [])).length === 0) {
    console.log(`${suite.name}: there are no tests yet`);
    return noCounts;
  }
  console.log(`\n${suite.name} tests`);
  const startedAt = Date.now();
  const reports = await temporaryFolder("counts");
  const countsFile = join(reports.path, "counts.json");
  const [program, ...first] = suite.program;
  const { code } = await runChild(process.execPath, [join(support, "suites", program), ...first, countsFile, ...words], {
    onOutput: text => process.stdout.write(text),
    limitMs: suiteLimitMs,
    stdin: "pipe",
  });
  const { counts, complaint } = judge(await readCounts(countsFile), code);
  await reports.close();
  if (complaint) console.log(complaint);
  console.log(`${suite.name}: ${inWords(counts)}, ${seconds(startedAt)}`);
  return { ...counts, failures: counts.failures.map(failure => `${suite.name}: ${failure}`) };
}

function seconds(startedAt: number): string {
  return `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
}

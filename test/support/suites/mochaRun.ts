import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import Mocha from "mocha";
import * as z from "zod";
import type { Counts } from "./counts.ts";

export interface MochaOptions {
  /** Not with `isParallel`: the files are then run in processes of their own. */
  readonly hooks?: Mocha.RootHookObject;
  /** For tests that share nothing between files; as many files at a time as there are cores. */
  readonly isParallel?: boolean;
}

/** Not of what a test may need, but of what is surely stuck: machines that do much else are slow at times. */
const limitMs = 60_000;

/** Runs test files and writes the counts at the very end: without that file a suite has died on its way. */
export async function runMocha(files: readonly string[], countsFile: string, options: MochaOptions = {}): Promise<Counts> {
  const { hooks = {}, isParallel = false } = options;
  const forbidOnly = Boolean(process.env["CI"]);
  const parallel = isParallel ? { parallel: true, jobs: availableParallelism() } : { rootHooks: hooks };
  const mocha = new Mocha({ ui: "bdd", reporter: "spec", timeout: limitMs, forbidOnly, ...parallel });
  for (const file of files) mocha.addFile(file);
  if (!isParallel) await mocha.loadFilesAsync();
  const counts = await new Promise<Counts>(done => {
    const failures: string[] = [];
    const runner = mocha.run(failed => done({ passed: runner.stats?.passes ?? 0, failed, failures }));
    runner.on("fail", (test, error: unknown) => failures.push(`${test.fullTitle()}: ${reasonOf(error)}`));
  });
  await writeFile(countsFile, JSON.stringify(counts));
  return counts;
}

/** Across processes an error comes as a plain object. */
function reasonOf(error: unknown): string {
  const { data } = z.object({ message: z.string() }).safeParse(error);
  return (data?.message ?? String(error)).replaceAll(/\s+/g, " ");
}

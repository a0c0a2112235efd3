import { writeFile } from "node:fs/promises";
import Mocha from "mocha";
import type { Counts } from "./counts.ts";

/** Runs test files and writes the counts at the very end: without that file a suite has died on its way. */
export async function runMocha(files: readonly string[], countsFile: string, hooks: Mocha.RootHookObject = {}): Promise<Counts> {
  const forbidOnly = Boolean(process.env["CI"]);
  const mocha = new Mocha({ ui: "bdd", reporter: "spec", timeout: 20_000, forbidOnly, rootHooks: hooks });
  for (const file of files) mocha.addFile(file);
  await mocha.loadFilesAsync();
  const counts = await new Promise<Counts>(done => {
    const runner = mocha.run(failed => done({ passed: runner.stats?.passes ?? 0, failed }));
  });
  await writeFile(countsFile, JSON.stringify(counts));
  return counts;
}

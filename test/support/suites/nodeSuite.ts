// Runs tests in plain Node: nodeSuite.ts FOLDER,... COUNTS_FILE [WORD...]
import { resolve } from "node:path";
import { root } from "../paths.ts";
import { closeAll, endWithParent } from "../process/ending.ts";
import { photographOpenPages } from "../workbench/openPages.ts";
import { runMocha } from "./mochaRun.ts";
import { testFiles } from "./testFiles.ts";

const patienceMs = 10_000;

endWithParent();
const [folders = "", countsFile = "", ...words] = process.argv.slice(2);
const found = await Promise.all(folders.split(",").map(folder => testFiles(resolve(root, folder), ".test.ts", words)));
const files = found.flat();
// Pages have the cores to themselves: a browser and an editor are busy enough.
const isParallel = folders.endsWith("unit");
const { failed } = await runMocha(files, countsFile, isParallel ? { isParallel } : { hooks: { afterEach: photographFailure } });
await closeAll();
process.exitCode = failed ? 1 : 0;

setTimeout(() => {
  console.error(`The tests are over, but something is still open: ${process.getActiveResourcesInfo().join(", ")}`);
  process.exit(1);
}, patienceMs).unref();

async function photographFailure(this: Mocha.Context): Promise<void> {
  if (this.currentTest?.state !== "failed") return;
  // A page that cannot be photographed must not end the tests after this one.
  await photographOpenPages(this.currentTest.fullTitle()).catch(console.error);
}

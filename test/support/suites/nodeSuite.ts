// Runs tests in plain Node: nodeSuite.ts FOLDER COUNTS_FILE [WORD...]
import { resolve } from "node:path";
import { root } from "../paths.ts";
import { closeAll, endWithParent } from "../process/ending.ts";
import { runMocha } from "./mochaRun.ts";
import { testFiles } from "./testFiles.ts";

const patienceMs = 10_000;

endWithParent();
const [folder = "", countsFile = "", ...words] = process.argv.slice(2);
const { failed } = await runMocha(await testFiles(resolve(root, folder), ".test.ts", words), countsFile);
await closeAll();
process.exitCode = failed ? 1 : 0;

setTimeout(() => {
  console.error(`The tests are over, but something is still open: ${process.getActiveResourcesInfo().join(", ")}`);
  process.exit(1);
}, patienceMs).unref();

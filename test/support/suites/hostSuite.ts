// Runs tests in the extension host of a real VS Code: hostSuite.ts FOLDER COUNTS_FILE [WORD...]
import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runTests } from "@vscode/test-electron";
import { messageOf } from "../../../src/base/errors.ts";
import { root, sampleWorkspace, support } from "../paths.ts";
import { closeAll, endWithParent } from "../process/ending.ts";
import { temporaryFolder } from "../process/temporaryFolder.ts";
import { bundleHostTests, hostTests } from "./hostBundle.ts";
import { follow } from "./follow.ts";

const [, countsFile = "", ...words] = process.argv.slice(2);
const isDownloaded = Boolean(process.env["VSCODE_DOWNLOAD"]) || process.platform !== "linux";

endWithParent();
const { path: folder } = await temporaryFolder("host-tests");
const workspace = join(folder, "workspace");
await cp(sampleWorkspace, workspace, { recursive: true });
await bundleHostTests();

const output = join(folder, "output");
await writeFile(output, "");
const following = follow(output, text => process.stdout.write(text));
try {
  await runTests({
    ...(isDownloaded ? { version: "stable" } : { vscodeExecutablePath: join(support, "workbench/standIn.ts") }),
    extensionDevelopmentPath: root,
    extensionTestsPath: join(hostTests, "index.js"),
    extensionTestsEnv: { DECK_TEST_COUNTS: countsFile, DECK_TEST_OUTPUT: output, DECK_TEST_WORDS: words.join(" ") },
    launchArgs: [workspace, "--disable-extensions", `--user-data-dir=${join(folder, "user-data")}`],
  });
} catch (error) {
  process.exitCode = 1;
  console.error(messageOf(error));
} finally {
  await following.close();
  await closeAll();
}

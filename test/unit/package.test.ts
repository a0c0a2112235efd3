import assert from "node:assert/strict";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { listFiles, PackageManager } from "@vscode/vsce";
import { root } from "../support/paths.ts";
import { temporaryFolder, type TemporaryFolder } from "../support/process/temporaryFolder.ts";

describe("the package", () => {
  it("holds what the extension needs to run, and nothing else", async () => {
    const wanted = [
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "dist/chunks/undici-A.js",
      "dist/extension.js",
      "dist/local/worker.js",
      "dist/panels/outputCheckWorker.js",
      "dist/webview/runPage.css",
      "media/deck.svg",
      "media/demo/login.webp",
      "media/status/failed-dark.svg",
      "package.json",
    ];
    const stray = [
      ".ci/run",
      ".vscode-test/vscode/package.json",
      "dist/test/host/index.js",
      "esbuild.mjs",
      "node_modules/zod/index.js",
      "shots/runs.png",
      "src/extension.ts",
      "test/unit/package.test.ts",
      "tsconfig.json",
    ];
    const project = await projectOf([...wanted, ...stray]);
    const files = await listFiles({ cwd: project.path, packageManager: PackageManager.None });
    await project.close();
    assert.deepEqual(files.toSorted(), wanted);
  });
});

/** A folder with our manifest and ignore file, in which all other files are empty. */
async function projectOf(files: readonly string[]): Promise<TemporaryFolder> {
  const folder = await temporaryFolder("package");
  for (const file of files) {
    await mkdir(dirname(join(folder.path, file)), { recursive: true });
    await writeFile(join(folder.path, file), "");
  }
  for (const file of ["package.json", ".vscodeignore"]) await cp(join(root, file), join(folder.path, file));
  return folder;
}

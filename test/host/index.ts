import { Console } from "node:console";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { testFiles } from "../support/suites/testFiles.ts";
import { tellOfRuns } from "./support/noticeSettings.ts";

/** Called by VS Code in its extension host, where nothing but files and the exit code gets out. */
export async function run(): Promise<void> {
  const output = createWriteStream(needed("DECK_TEST_OUTPUT"), { flags: "a" });
  // VS Code locks the methods of its console, so the tests get another one; before mocha is loaded, which keeps them.
  globalThis.console = new Console(output);
  const { runMocha } = await import("../support/suites/mochaRun.ts");
  await tellOfRuns(false);
  const words = process.env["DECK_TEST_WORDS"]?.split(" ").filter(Boolean) ?? [];
  try {
    const { failed } = await runMocha(await testFiles(import.meta.dirname, ".test.js", words), needed("DECK_TEST_COUNTS"));
    if (failed) throw new Error(`${failed} tests failed`);
  } finally {
    output.end();
    await finished(output);
  }
}

function needed(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: start these tests with npm run test:host`);
  return value;
}

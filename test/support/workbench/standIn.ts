#!/usr/bin/env node
// Stands in for the program "code": takes the arguments that @vscode/test-electron gives, and runs the tests in a
// workbench whose parts come from npm. Exit code 70 means that the extension host died before the tests were over.
import { exists } from "../fetch/installed.ts";
import { closeAll, endWithParent } from "../process/ending.ts";
import { startWorkbench, type Workbench } from "./openWorkbench.ts";

endWithParent();
const taken = new Map<string, string>();
const places: string[] = [];
for (const argument of process.argv.slice(2)) {
  const [, name, value] = /^--([^=]+)(?:=(.*))?$/s.exec(argument) ?? [];
  if (name === undefined) places.push(argument);
  else taken.set(name, value ?? "");
}

const workbench = await startWorkbench({
  workspace: places[0],
  userDataDir: taken.get("user-data-dir"),
  extensionsDir: taken.get("extensions-dir"),
  testsPath: taken.get("extensionTestsPath"),
  extensions: [taken.get("extensionDevelopmentPath") ?? process.cwd()],
});
const end = await endOfRun(workbench);
await closeAll();
if (end.why) console.error(end.why);
process.exit(end.code);

interface End {
  code: number;
  why?: string;
}

/** VS Code reports a host that died as a success, so the tests' own mark of their end counts too. */
async function endOfRun({ page, url, server }: Workbench): Promise<End> {
  const ended = new Promise<End>(done => {
    page.on("crash", () => done({ code: 70, why: "The workbench's page crashed" }));
    server.process.on("exit", () => done({ code: 70, why: "VS Code's server ended by itself" }));
    void page.exposeFunction("codeAutomationLog", () => undefined);
    void page.exposeFunction("codeAutomationExit", (code: number) => done({ code }));
  });
  await page.goto(url);
  const end = await ended;
  const counts = process.env["DECK_TEST_COUNTS"];
  if (end.why || !counts || (await exists(counts))) return end;
  return { code: 70, why: "The extension host ended before the tests did" };
}

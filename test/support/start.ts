// Opens VS Code on the sample workspace, with the packaged extension and with Local Deck full of demo runs.
// --no-open: only prints the address, where one is needed.
import { spawn } from "node:child_process";
import { join, relative } from "node:path";
import { messageOf } from "../../src/base/errors.ts";
import { findDesktop, hasScreen, openDesktop } from "./editors/desktop.ts";
import { localDataIn, type Editor } from "./editors/editor.ts";
import { openFront } from "./editors/front.ts";
import { findProgram } from "./fetch/findProgram.ts";
import { startLocalDeck } from "./localDeck.ts";
import { fetchedFolder, root, sampleWorkspace } from "./paths.ts";
import { closeAll } from "./process/ending.ts";
import { packageExtension } from "./vsix.ts";

const isQuiet = process.argv.includes("--no-open");

try {
  const editor = await openEditor();
  if (editor.url) await show(editor.url);
  console.log("Ctrl+C stops all of it.");
  await editor.closed;
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
} finally {
  await closeAll();
}

async function openEditor(): Promise<Editor> {
  console.log("Building and packaging the extension");
  const vsix = await packageExtension();
  console.log(`Packaged ${relative(root, vsix)}`);
  const desktop = await findDesktop();
  const folder = join(fetchedFolder, desktop ? "desktop" : "front");
  const { url } = await startLocalDeck(["--demo", "--data", localDataIn(folder)]);
  console.log(`Local Deck with demo runs listens on ${url}`);
  const options = { vsix, workspace: sampleWorkspace, folder, say: console.log };
  return desktop ? openDesktop(desktop, options) : openFront(options);
}

async function show(url: string): Promise<void> {
  console.log(`\nVS Code with Task Runs for Deck:\n\n  ${url}\n`);
  const opener = isQuiet || !hasScreen() ? undefined : await findProgram(["xdg-open", "open"]);
  // What it opens is the person's own browser, which stays when this ends.
  if (opener) spawn(opener, [url], { stdio: "ignore", detached: true }).on("error", () => undefined).unref();
}

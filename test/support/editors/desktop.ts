import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { findProgram } from "../fetch/findProgram.ts";
import { runChild, startChild } from "../process/children.ts";
import { atEnd } from "../process/ending.ts";
import { userDataIn, type Editor, type EditorOptions } from "./editor.ts";

const macCode = "/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code";
const graceMs = 8_000;

/** The desktop VS Code of this machine, if it has one and a screen to show it on. */
export async function findDesktop(): Promise<string | undefined> {
  const isRoot = process.getuid?.() === 0;
  return hasScreen() && !isRoot ? findProgram(["code"], [macCode]) : undefined;
}

export function hasScreen(): boolean {
  return process.platform !== "linux" || Boolean(process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"]);
}

/** Installs the package into a profile of its own and opens a window. */
export async function openDesktop(code: string, options: EditorOptions): Promise<Editor> {
  const userData = userDataIn(options.folder);
  const profile = ["--user-data-dir", userData, "--extensions-dir", join(options.folder, "extensions")];
  const install = await runChild(code, [...profile, "--install-extension", options.vsix, "--force"]);
  if (install.code !== 0) throw new Error(`${code} could not install the extension:\n${install.output}`);
  const waiter = startChild(code, [...profile, "--new-window", "--wait", options.workspace]);
  waiter.process.stdout?.resume();
  waiter.process.stderr?.resume();
  const close = async (): Promise<void> => {
    await endWindow(join(userData, "code.lock"));
    await waiter.close();
  };
  atEnd(close);
  return { closed: new Promise(done => waiter.process.once("close", () => done())), close };
}

/** "code" only waits for a window; VS Code itself runs apart from it and leaves its process id in a file. */
async function endWindow(lockFile: string): Promise<void> {
  const pid = Number(await readFile(lockFile, "utf8").catch(() => ""));
  if (!pid || !signal(pid, "SIGTERM")) return;
  for (const limit = Date.now() + graceMs; signal(pid, 0) && Date.now() < limit; ) await delay(100);
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

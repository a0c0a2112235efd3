import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { vscodeCarrier, type Carrier } from "../fetch/carrier.ts";
import { exists } from "../fetch/installed.ts";
import { runChild, startChild, type Child } from "../process/children.ts";
import { withoutEditor } from "../workbench/server.ts";
import { userDataIn, type Editor, type EditorOptions } from "./editor.ts";
import { answers, freePort } from "./ports.ts";

const preferredPort = 8123;
const startLimitMs = 30_000;

/** The VS Code that npm carries, with the front that lets any browser in and keeps secrets over restarts. */
export async function openFront({ vsix, workspace, folder, say }: EditorOptions): Promise<Editor> {
  const front = frontOf(await vscodeCarrier(say), folder);
  await firstSettings(userDataIn(folder));
  await install(front, vsix);
  const port = await freePort(preferredPort);
  if (port !== preferredPort) say(`Port ${preferredPort} is taken, so VS Code listens on ${port}`);
  const server = await serve(front, port);
  return {
    url: `http://127.0.0.1:${port}/?folder=${encodeURIComponent(workspace)}`,
    closed: new Promise(done => server.process.once("close", () => done())),
    close: () => server.close(),
  };
}

interface Front {
  node: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
}

/** What it would write into the person's own configuration and data folders goes into ours. */
function frontOf(carrier: Carrier, folder: string): Front {
  const places = ["--user-data-dir", userDataIn(folder), "--extensions-dir", join(folder, "extensions")];
  return {
    node: carrier.node,
    args: [carrier.front, "--config", join(folder, "config.yaml"), ...places],
    env: { ...withoutEditor(process.env), XDG_DATA_HOME: join(folder, "data") },
  };
}

async function install({ node, args, env }: Front, vsix: string): Promise<void> {
  const { code, output } = await runChild(node, [...args, "--install-extension", vsix, "--force"], { env });
  if (code !== 0) throw new Error(`VS Code could not install the extension:\n${output}`);
}

async function serve({ node, args, env }: Front, port: number): Promise<Child> {
  const open = ["--auth", "none", "--bind-addr", `127.0.0.1:${port}`, "--ignore-last-opened"];
  const quiet = ["--disable-telemetry", "--disable-update-check", "--disable-workspace-trust"];
  const server = startChild(node, [...args, ...open, ...quiet, "--disable-getting-started-override"], { env });
  await listening(server, port);
  return server;
}

/** Until the port answers; its own output is kept for the case that it never does. */
async function listening(server: Child, port: number): Promise<void> {
  let output = "";
  const keep = (text: string): void => void (output = (output + text).slice(-4_000));
  server.process.stdout?.setEncoding("utf8").on("data", keep);
  server.process.stderr?.setEncoding("utf8").on("data", keep);
  for (const limit = Date.now() + startLimitMs; !(await answers(port)); await delay(100)) {
    if (server.process.exitCode === null && Date.now() < limit) continue;
    await server.close();
    throw new Error(`VS Code's front did not start:\n${output}`);
  }
}

/** Only where there are none yet: from then on they are the person's. */
async function firstSettings(userData: string): Promise<void> {
  const file = join(userData, "User/settings.json");
  if (await exists(file)) return;
  await mkdir(join(userData, "User"), { recursive: true });
  const settings = {
    "workbench.startupEditor": "none",
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    // The sample workspace lies inside this project, which is not what the person came to see.
    "git.openRepositoryInParentFolders": "never",
  };
  await writeFile(file, JSON.stringify(settings, undefined, 2));
}

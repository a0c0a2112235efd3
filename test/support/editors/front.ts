import { mkdir, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { vscodeCarrier, type Carrier } from "../fetch/carrier.ts";
import { exists } from "../fetch/installed.ts";
import { runChild, startChild, type Child } from "../process/children.ts";
import { withoutEditor } from "../workbench/server.ts";
import { userDataIn, type Editor, type EditorOptions } from "./editor.ts";

const preferredPort = 8123;
const startLimitMs = 30_000;

/** The VS Code that npm carries, with the front that lets any browser in and keeps secrets over restarts. */
export async function openFront(options: EditorOptions): Promise<Editor> {
  const carrier = await vscodeCarrier(options.say);
  await firstSettings(userDataIn(options.folder));
  const { code, output } = await runChild(carrier.node, args(carrier, options, ["--install-extension", options.vsix, "--force"]), env());
  if (code !== 0) throw new Error(`VS Code could not install the extension:\n${output}`);
  const port = await freePort(preferredPort);
  if (port !== preferredPort) options.say(`Port ${preferredPort} is taken, so VS Code listens on ${port}`);
  const server = startChild(carrier.node, args(carrier, options, serve(port)), env());
  await listening(server, port);
  const closed = new Promise<void>(done => server.process.once("close", () => done()));
  return { url: `http://127.0.0.1:${port}/?folder=${encodeURIComponent(options.workspace)}`, closed, close: () => server.close() };
}

function args(carrier: Carrier, { folder }: EditorOptions, rest: readonly string[]): string[] {
  return [
    carrier.front,
    "--config",
    // Without this it would write one into the person's own configuration.
    join(folder, "config.yaml"),
    "--user-data-dir",
    userDataIn(folder),
    "--extensions-dir",
    join(folder, "extensions"),
    ...rest,
  ];
}

function serve(port: number): string[] {
  const quiet = ["--disable-telemetry", "--disable-update-check", "--disable-workspace-trust", "--disable-getting-started-override"];
  return ["--auth", "none", "--bind-addr", `127.0.0.1:${port}`, "--ignore-last-opened", ...quiet];
}

function env(): { env: NodeJS.ProcessEnv } {
  return { env: withoutEditor(process.env) };
}

/** Only where there are none yet: from then on they are the person's. */
async function firstSettings(userData: string): Promise<void> {
  const file = join(userData, "User/settings.json");
  if (await exists(file)) return;
  await mkdir(join(userData, "User"), { recursive: true });
  const settings = { "workbench.startupEditor": "none", "workbench.secondarySideBar.defaultVisibility": "hidden" };
  await writeFile(file, JSON.stringify(settings, undefined, 2));
}

async function freePort(from: number): Promise<number> {
  for (let port = from; port < from + 100; port++) if (await isFree(port)) return port;
  throw new Error(`No free port between ${from} and ${from + 99}`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise(answer => {
    const server = createServer();
    server.once("error", () => answer(false));
    server.listen(port, "127.0.0.1", () => server.close(() => answer(true)));
  });
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

function answers(port: number): Promise<boolean> {
  return new Promise(answer => {
    const socket = connect(port, "127.0.0.1", () => answer(true));
    socket.once("error", () => answer(false)).once("connect", () => socket.destroy());
  });
}

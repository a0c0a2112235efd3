import { createWriteStream } from "node:fs";
import { join } from "node:path";
import type { Carrier } from "../fetch/carrier.ts";
import { startChild, type Child } from "../process/children.ts";

export interface Server extends Child {
  port: number;
}

export interface ServerOptions {
  carrier: Carrier;
  userDataDir: string;
  extensionsDir: string;
  env: NodeJS.ProcessEnv;
}

/** Starts the server build of VS Code on a free port of this machine alone. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const child = startChild(options.carrier.node, serverArgs(options), {
    env: { ...withoutEditor(options.env), DECK_END_WITH_PARENT: "1", VSCODE_SKIP_BUILTIN_EXTENSIONS: notNeeded.join(",") },
    stdin: "pipe",
  });
  const logFile = join(options.userDataDir, "server.log");
  const log = createWriteStream(logFile);
  child.process.stderr?.pipe(log, { end: false });
  child.process.once("close", () => log.end());
  try {
    const port = await listeningPort(child, text => log.write(text));
    return { ...child, port };
  } catch (cause) {
    await child.close();
    throw new Error(`VS Code's server did not start, see ${logFile}`, { cause });
  }
}

/** Built-in extensions that no test meets, and that are much to read or start by themselves; only such as a browser could not run in the server's stead. */
const notNeeded = [
  "GitHub.copilot-chat", "vscode.git", "vscode.github", "vscode.microsoft-authentication", "ms-vscode.js-debug", "ms-vscode.js-debug-companion",
  "vscode.debug-auto-launch", "vscode.debug-server-ready", "vscode.php-language-features", "vscode.grunt", "vscode.gulp", "vscode.jake",
  "vscode.tunnel-forwarding", "vscode.terminal-suggest",
];

function serverArgs({ carrier, userDataDir, extensionsDir }: ServerOptions): string[] {
  return [
    // In this order: the second takes the mark of the server away.
    "--require", join(import.meta.dirname, "front.cjs"), "--require", join(import.meta.dirname, "endWithParent.cjs"), join(carrier.vscode, "out/server-main.js"),
    "--host", "127.0.0.1", "--port", "0", "--without-connection-token", "--accept-server-license-terms",
    "--server-data-dir", join(userDataDir, "server"), "--user-data-dir", userDataDir,
    "--extensions-dir", extensionsDir, "--telemetry-level", "off", "--disable-telemetry",
    // Else a login shell is started for what its profile sets.
    "--force-disable-user-env",
  ];
}

/** What an editor's own terminal sets would be taken for orders by the server. */
export function withoutEditor(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const stray = /^(?:VSCODE_|ELECTRON_|CODE_SERVER_|NODE_OPTIONS$)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !stray.test(name)));
}

function listeningPort({ process: server }: Child, log: (text: string) => void): Promise<number> {
  return new Promise((found, failed) => {
    let output = "";
    server.stdout?.setEncoding("utf8").on("data", (text: string) => {
      log(text);
      output += text;
      const port = /agent listening on (\d+)/.exec(output)?.[1];
      if (port) found(Number(port));
    });
    server.once("error", failed);
    server.once("exit", code => failed(new Error(`It exited with ${code}`)));
    setTimeout(() => failed(new Error("It said nothing for 60 s")), 60_000).unref();
  });
}

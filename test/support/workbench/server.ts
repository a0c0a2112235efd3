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
    env: { ...withoutEditor(options.env), DECK_END_WITH_PARENT: "1" },
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

function serverArgs({ carrier, userDataDir, extensionsDir }: ServerOptions): string[] {
  return [
    "--require", join(import.meta.dirname, "endWithParent.cjs"), join(carrier.vscode, "out/server-main.js"),
    "--host", "127.0.0.1", "--port", "0", "--without-connection-token", "--accept-server-license-terms",
    "--server-data-dir", join(userDataDir, "server"), "--user-data-dir", userDataDir,
    "--extensions-dir", extensionsDir, "--telemetry-level", "off", "--disable-telemetry",
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
    setTimeout(() => failed(new Error("It said nothing for 30 s")), 30_000).unref();
  });
}

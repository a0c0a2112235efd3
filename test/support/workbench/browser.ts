import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { chromium, type Page } from "playwright-core";
import { atEnd } from "../process/ending.ts";

// One origin whatever the port: what the browser keeps for it (secrets, state, compiled code) outlives the server.
// A name under localhost is a secure context, which service workers and so web views need.
const authority = "vscode.localhost:3999";
const origin = `http://${authority}`;
/** Not of what a window may need, but of what is surely stuck. */
const stuckMs = 60_000;

export interface BrowserOptions {
  executablePath: string;
  userDataDir: string;
  serverPort: number;
  /** Folder or .code-workspace file; none opens an empty window. */
  workspace: string | undefined;
  extensions: readonly string[];
  asksForTrust: boolean;
  testsPath: string | undefined;
  viewport: { width: number; height: number };
}

export interface Browser {
  page: Page;
  url: string;
  close(): Promise<void>;
}

/** Starts Chromium, headless, and goes to the workbench that the server offers. */
export async function openBrowser(options: BrowserOptions): Promise<Browser> {
  const context = await chromium.launchPersistentContext(join(options.userDataDir, "browser"), {
    executablePath: options.executablePath,
    viewport: options.viewport,
    reducedMotion: "reduce",
    permissions: ["clipboard-read", "clipboard-write"],
    // Playwright would close the browser at a signal but leave this program, and with it the server.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: chromiumArgs(options.serverPort),
  });
  const owned = atEnd(() => context.close());
  const close = async (): Promise<void> => {
    owned.dispose();
    await context.close();
  };
  context.setDefaultTimeout(stuckMs);
  await context.addInitScript({ content: await embedderScript(options) });
  return { page: context.pages()[0] ?? (await context.newPage()), url: workbenchUrl(options.workspace), close };
}

function chromiumArgs(port: number): string[] {
  return [
    // Nothing but this machine is reached: gallery and update checks fail at once instead of late.
    `--host-resolver-rules=MAP ${authority} 127.0.0.1:${port}, MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1`,
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
  ];
}

async function embedderScript({ extensions, testsPath, asksForTrust }: BrowserOptions): Promise<string> {
  const source = await readFile(join(import.meta.dirname, "embedder.js"), "utf8");
  const options = {
    extensions: extensions.map(remoteFile),
    ...(testsPath && { extensionTestsPath: remoteFile(testsPath) }),
  };
  return `(() => { ${source}; embed(${JSON.stringify(options)}, ${asksForTrust}); })();`;
}

function remoteFile(path: string): object {
  return { $mid: 1, scheme: "vscode-remote", authority, path: resolve(path) };
}

function workbenchUrl(workspace: string | undefined): string {
  const query = new URLSearchParams();
  if (workspace) query.set(workspace.endsWith(".code-workspace") ? "workspace" : "folder", resolve(workspace));
  else query.set("ew", "true");
  query.set("payload", JSON.stringify([["skipWelcome", "true"], ["skipReleaseNotes", "true"]]));
  return `${origin}/?${query.toString()}`;
}

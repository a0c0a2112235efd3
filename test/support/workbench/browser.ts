import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { chromium, type BrowserContext, type Page } from "playwright-core";
import { atEnd } from "../process/ending.ts";

// One origin whatever the port: what the browser keeps for it (secrets, state, compiled code) outlives the server.
// A name under localhost is a secure context, which service workers and so web views need.
const authority = "vscode.localhost:3999";
const origin = `http://${authority}`;

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
  await stayHere(context);
  await answerForFront(context);
  await context.addInitScript({ content: await embedderScript(options) });
  return { page: context.pages()[0] ?? (await context.newPage()), url: workbenchUrl(options.workspace), close };
}

function chromiumArgs(port: number): string[] {
  return [
    `--host-resolver-rules=MAP ${authority} 127.0.0.1:${port}`,
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
  ];
}

/** Nothing but this machine is reached: gallery and update checks fail at once instead of late. */
async function stayHere(context: BrowserContext): Promise<void> {
  const isHere = /(?:^|\.)localhost$|^127\.0\.0\.1$/;
  await context.route(
    url => !isHere.test(url.hostname),
    route => route.abort(),
  );
}

/** The workbench expects answers of a front that is not running here. Without the first, secrets are lost on reload. */
async function answerForFront(context: BrowserContext): Promise<void> {
  const sealingKey = randomBytes(32);
  await context.route(`${origin}/mint-key`, route =>
    route.fulfill({ body: sealingKey, contentType: "application/octet-stream" }),
  );
  await context.route(`${origin}/update/check`, route => route.fulfill({ json: {} }));
  await context.route(`${origin}/manifest.json`, route => route.fulfill({ json: {} }));
  await context.route(`${origin}/_static/**`, route => {
    const isScript = route.request().url().endsWith(".js");
    return route.fulfill({ body: "", contentType: isScript ? "text/javascript" : "image/svg+xml" });
  });
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

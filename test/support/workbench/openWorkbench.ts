import { join } from "node:path";
import type { Page } from "playwright-core";
import type * as vscode from "vscode";
import { vscodeCarrier } from "../fetch/carrier.ts";
import { chromium } from "../fetch/chromium.ts";
import { root, support } from "../paths.ts";
import { Parts } from "../process/parts.ts";
import { temporaryFolder } from "../process/temporaryFolder.ts";
import { openBrowser, type Browser, type BrowserOptions } from "./browser.ts";
import { DriverLink } from "./driverLink.ts";
import { rememberPage } from "./openPages.ts";
import { writeSettings } from "./profile.ts";
import { startServer, type Server } from "./server.ts";

export interface WorkbenchOptions {
  /** Folder or .code-workspace file. Tests that write into it give a copy. */
  workspace?: string | undefined;
  settings?: Readonly<Record<string, unknown>>;
  /** Reaches the extension host. */
  env?: NodeJS.ProcessEnv;
  /** Folders of extensions under development; this project if not given. */
  extensions?: readonly string[];
  viewport?: { width: number; height: number };
  /** Kept if given; else a new one is made and removed at the end. */
  userDataDir?: string | undefined;
  extensionsDir?: string | undefined;
  /** A module whose `run` is called in the extension host; VS Code ends after it. */
  testsPath?: string | undefined;
  /** A folder is a stranger's until somebody trusts it; else every folder is trusted. */
  asksForTrust?: boolean;
}

export interface Workbench {
  page: Page;
  url: string;
  userDataDir: string;
  /** The server's process; when it ends, all is over. */
  server: Server;
  /**
   * Runs a function in the extension host and returns its result. The function travels as text and what goes in and out
   * as JSON, so it can use its arguments and nothing else from around it.
   */
  inHost<Args extends unknown[], Result>(
    this: void,
    act: (api: typeof vscode, ...args: Args) => Result,
    ...args: Args
  ): Promise<Awaited<Result>>;
  /** Reloads the window: a new extension host, the same profile. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a real VS Code in headless Chromium with this project's extension. Whoever opens it closes it. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const workbench = await startWorkbench(options);
  try {
    await workbench.page.goto(workbench.url);
    await workbench.page.locator(".monaco-workbench .statusbar").waitFor();
    return workbench;
  } catch (error) {
    await workbench.close();
    throw error;
  }
}

/** All of `openWorkbench` but the visit of the page, for those who want to listen to it first. */
export async function startWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const parts = new Parts();
  try {
    const [carrier, executablePath] = [await vscodeCarrier(console.error), await chromium(console.error)];
    const userDataDir = options.userDataDir ?? parts.own(await temporaryFolder("vscode")).path;
    await writeSettings(userDataDir, { "security.workspace.trust.enabled": options.asksForTrust ?? false, ...options.settings });
    const link = parts.own(new DriverLink());
    const server = parts.own(
      await startServer({
        carrier,
        userDataDir,
        extensionsDir: options.extensionsDir ?? join(userDataDir, "extensions"),
        env: { ...process.env, ...options.env, DECK_DRIVER_PORT: `${await link.listen()}` },
      }),
    );
    const started = { executablePath, userDataDir, serverPort: server.port };
    const browser = parts.own(await openBrowser(browserOptions(options, started)));
    rememberPage(browser.page);
    return { ...surface(browser, link), userDataDir, server, close: () => parts.close() };
  } catch (error) {
    await parts.close();
    throw error;
  }
}

function surface({ page, url }: Browser, link: DriverLink): Pick<Workbench, "page" | "url" | "inHost" | "reload"> {
  return {
    page,
    url,
    inHost: async (act, ...args) => JSON.parse(JSON.stringify((await link.call(String(act), args)) ?? null)),
    async reload() {
      link.expectRestart();
      await page.reload();
      await page.locator(".monaco-workbench .statusbar").waitFor();
    },
  };
}

function browserOptions(
  options: WorkbenchOptions,
  started: Pick<BrowserOptions, "executablePath" | "userDataDir" | "serverPort">,
): BrowserOptions {
  return {
    ...started,
    workspace: options.workspace,
    testsPath: options.testsPath,
    asksForTrust: options.asksForTrust ?? false,
    extensions: [...(options.extensions ?? [root]), join(support, "driver")],
    viewport: options.viewport ?? { width: 1280, height: 800 },
  };
}

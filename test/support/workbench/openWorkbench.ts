import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type * as vscode from "vscode";
import { vscodeCarrier } from "../fetch/carrier.ts";
import { chromium } from "../fetch/chromium.ts";
import { root, support } from "../paths.ts";
import { atEnd } from "../process/ending.ts";
import { temporaryFolder } from "../process/temporaryFolder.ts";
import { openBrowser, type Browser } from "./browser.ts";
import { DriverLink } from "./driverLink.ts";
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
    const userDataDir = await profile(options, parts);
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
  started: { executablePath: string; userDataDir: string; serverPort: number },
): Parameters<typeof openBrowser>[0] {
  return {
    ...started,
    workspace: options.workspace,
    testsPath: options.testsPath,
    extensions: [...(options.extensions ?? [root]), join(support, "driver")],
    viewport: options.viewport ?? { width: 1280, height: 800 },
  };
}

async function profile(options: WorkbenchOptions, parts: Parts): Promise<string> {
  const folder = options.userDataDir ?? parts.own(await temporaryFolder("vscode")).path;
  await mkdir(join(folder, "User"), { recursive: true });
  const settings = { ...quietSettings, ...options.settings };
  await writeFile(join(folder, "User/settings.json"), JSON.stringify(settings, undefined, 2));
  return folder;
}

/** What has been started, to be ended in the opposite order, once. */
class Parts {
  private readonly started: { close(): Promise<void> | void }[] = [];
  private readonly owned = atEnd(() => this.close());

  own<T extends { close(): Promise<void> | void }>(part: T): T {
    this.started.push(part);
    return part;
  }

  async close(): Promise<void> {
    this.owned.dispose();
    for (let part = this.started.pop(); part; part = this.started.pop()) await part.close();
  }
}

/** No welcome, no advice, no animation, nothing that looks for updates. */
const quietSettings = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.reduceMotion": "on",
  "workbench.enableExperiments": false,
  "window.dialogStyle": "custom",
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "chat.disableAIFeatures": true,
  "git.enabled": false,
  "git.openRepositoryInParentFolders": "never",
};

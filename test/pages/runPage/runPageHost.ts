import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { chromium, type Browser, type Page } from "playwright-core";
import type { FromRunPage, PageMemory, PanelView, RunPageState, ToRunPage } from "../../../src/protocol/runPage.ts";
import { chromium as chromiumPath } from "../../support/fetch/chromium.ts";
import { root } from "../../support/paths.ts";
import { servePages } from "./pageServer.ts";

const patienceMs = 5_000;

/** Nothing folded, nothing sorted. */
export const plainMemory: PageMemory = { folded: [], json: { isSorted: false, matchCase: false, whole: false, scope: "all" }, playSpeed: 1, hasKeys: true };

type Intent<Type> = Extract<FromRunPage, { type: Type }>;

export interface OpenOptions {
  readonly theme?: string;
  readonly size?: { readonly width: number; readonly height: number };
  /** Bytes for every picture that the page asks for; without it the page waits. */
  readonly picture?: (index: number) => Buffer;
  /** The texts of the run, by their part. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Freezes the page's clock at this time. */
  readonly now?: string;
}

/** Builds the page once, serves it, and opens it as often as wanted, each time in a fresh browser context. */
export class RunPageHost {
  private readonly parts: { dist: string; server: { url: string; close(): void }; browser: Browser };

  private constructor(parts: RunPageHost["parts"]) {
    this.parts = parts;
  }

  static async start(): Promise<RunPageHost> {
    const dist = await mkdtemp(join(tmpdir(), "deck-pages-"));
    await promisify(execFile)(process.execPath, ["esbuild.mjs", "--pages", "--out", dist], { cwd: root });
    const browser = await chromium.launch({ executablePath: await chromiumPath(console.error), args: ["--no-sandbox"] });
    return new RunPageHost({ dist, server: await servePages(dist), browser });
  }

  async stop(): Promise<void> {
    await this.parts.browser.close();
    this.parts.server.close();
    await rm(this.parts.dist, { recursive: true, force: true });
  }

  /** A file as it is shipped. */
  async built(name: string): Promise<Buffer> {
    return readFile(join(this.parts.dist, "webview", name));
  }

  async open(options: OpenOptions = {}): Promise<OpenRunPage> {
    const { theme = "Default Dark Modern", size = { width: 900, height: 1000 } } = options;
    const context = await this.parts.browser.newContext({ viewport: size, reducedMotion: "reduce" });
    const page = await context.newPage();
    if (options.now) {
      // The clock runs until it is paused, so it starts early enough not to have passed that moment by then.
      await page.clock.install({ time: Date.parse(options.now) - patienceMs });
      await page.clock.pauseAt(options.now);
    }
    const opened = new OpenRunPage(page, options);
    await opened.load(`${this.parts.server.url}/?theme=${encodeURIComponent(theme)}`);
    return opened;
  }
}

/** The host's side of one open page: says what the host would say, and keeps what the page sent. */
export class OpenRunPage {
  readonly page: Page;
  readonly sent: FromRunPage[] = [];
  readonly kept: unknown[] = [];
  /** What broke the page's rules or was thrown in it. */
  readonly complaints: string[] = [];
  private readonly options: Pick<OpenOptions, "picture" | "texts">;

  constructor(page: Page, options: Pick<OpenOptions, "picture" | "texts">) {
    this.page = page;
    this.options = options;
  }

  async load(url: string): Promise<void> {
    this.page.on("pageerror", error => this.complaints.push(String(error)));
    this.page.on("console", message => message.type() === "error" && this.complaints.push(message.text()));
    await this.page.exposeFunction("hostReceives", (message: FromRunPage) => this.receive(message));
    await this.page.exposeFunction("hostKeeps", (state: unknown) => void this.kept.push(state));
    await this.page.exposeFunction("hostHears", (complaint: string) => void this.complaints.push(complaint));
    await this.page.addInitScript(editorStandIn);
    await this.page.goto(url);
  }

  async show(state: RunPageState, panel: Partial<PanelView> = {}): Promise<void> {
    await this.tell({ type: "state", state, panel: { isPreview: false, profile: { id: "local", name: "Local Deck" }, memory: plainMemory, ...panel } });
  }

  async showText(part: string, text: string, version = 1): Promise<void> {
    await this.page.evaluate(
      `postMessage({ type: "text", part: ${JSON.stringify(part)}, version: ${version}, bytes: new TextEncoder().encode(${JSON.stringify(text)}) })`,
    );
  }

  async showPicture(index: number, bytes: Buffer, mime = "image/webp"): Promise<void> {
    await this.page.evaluate(`postMessage({ type: "frame", index: ${index}, mime: "${mime}", bytes: ${inPage(bytes)} })`);
  }

  async showFile(id: string, mime: string, bytes: Buffer): Promise<void> {
    await this.page.evaluate(`postMessage({ type: "file", file: "${id}", mime: "${mime}", bytes: ${inPage(bytes)} })`);
  }

  async tell(message: Exclude<ToRunPage, { type: "frame" | "text" | "file" }>): Promise<void> {
    await this.page.evaluate(`postMessage(${JSON.stringify(message)})`);
    await this.settle();
  }

  /** Waits until the page has taken what it was told and has drawn it, with what it fetched for that. */
  async settle(): Promise<void> {
    await this.page.evaluate("new Promise(done => { const port = new MessageChannel(); port.port1.onmessage = done; port.port2.postMessage(0); })");
    await this.until("!document.querySelector('body > [aria-busy=true], .late-part')");
  }

  /** Waits for an expression to become true. Playwright's own way of waiting needs `eval`, which the page forbids. */
  async until(expression: string): Promise<void> {
    const patience = AbortSignal.timeout(patienceMs);
    while (!(await this.page.evaluate(`Boolean(${expression})`))) await setTimeout(20, undefined, { signal: patience });
  }

  sentOf<Type extends FromRunPage["type"]>(type: Type): Intent<Type>[] {
    return this.sent.filter((message): message is Intent<Type> => message.type === type);
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  private receive(message: FromRunPage): void {
    this.sent.push(message);
    // The page may be closed by the time its picture is ready; then nobody misses it.
    const { picture, texts } = this.options;
    if (message.type === "wantFrame" && picture) void this.showPicture(message.index, picture(message.index)).catch(() => undefined);
    const text = message.type === "wantText" ? texts?.[message.part] : undefined;
    if (message.type === "wantText" && text !== undefined) void this.showText(message.part, text).catch(() => undefined);
  }
}

/** Bytes travel to the browser as base64. */
function inPage(bytes: Buffer): string {
  return `Uint8Array.from(atob("${bytes.toString("base64")}"), c => c.charCodeAt(0)).buffer`;
}

const editorStandIn = `
  globalThis.acquireVsCodeApi = () => ({
    postMessage: message => void hostReceives(message),
    getState: () => JSON.parse(sessionStorage.getItem("kept") ?? "null") ?? undefined,
    setState: state => {
      sessionStorage.setItem("kept", JSON.stringify(state));
      void hostKeeps(state);
    },
  });
  addEventListener("securitypolicyviolation", event => hostHears(event.violatedDirective + " " + event.blockedURI));
`;

/** What the person asked for, without what the page needs for itself. */
export function wishes(sent: readonly FromRunPage[]): FromRunPage[] {
  return sent.filter(({ type }) => !["ready", "wantFrame", "wantText"].includes(type));
}

import assert from "node:assert/strict";
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

/** For what surely does not come any more. */
const patienceMs = 30_000;
/** The clock runs until it is paused, so it starts early enough not to have passed the wanted moment by then. */
const earlyMs = 3_600_000;

/** Nothing folded, nothing sorted. */
export const plainMemory: PageMemory = { folded: [], json: { isSorted: false, matchCase: false, whole: false, scope: "all" }, playSpeed: 1, hasKeys: true };

type Intent<Type> = Extract<FromRunPage, { type: Type }>;

/** What comes from the page, all of it the same way, so that it comes in order; nothing, to learn that all before it has come. */
type Heard = { readonly sent: FromRunPage } | { readonly kept: unknown } | { readonly complaint: string } | undefined;

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
      await page.clock.install({ time: Date.parse(options.now) - earlyMs });
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
  /** What broke the page's rules or was thrown in it. */
  readonly complaints: string[] = [];
  private readonly received: FromRunPage[] = [];
  private readonly keeps: unknown[] = [];
  private readonly options: Pick<OpenOptions, "picture" | "texts">;

  constructor(page: Page, options: Pick<OpenOptions, "picture" | "texts">) {
    this.page = page;
    this.options = options;
  }

  async load(url: string): Promise<void> {
    this.page.on("pageerror", error => this.complaints.push(String(error)));
    this.page.on("console", message => message.type() === "error" && this.complaints.push(message.text()));
    await this.page.exposeFunction("hostHears", (heard: Heard) => this.hear(heard));
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
    await this.page.evaluate("afterMessages()");
    await this.until("!document.querySelector('body > [aria-busy=true], .late-part')");
  }

  /** Waits until the page has been told what of it is in sight now. */
  async looked(): Promise<void> {
    await this.page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
  }

  /** Waits for an expression to become true. Playwright's own way of waiting needs `eval`, which the page forbids. */
  async until(expression: string): Promise<void> {
    const end = Date.now() + patienceMs;
    while (!(await this.page.evaluate(`Boolean(${expression})`))) {
      assert.ok(Date.now() < end, `It did not come to ${expression}`);
      await setTimeout(20);
    }
  }

  /** All that the page has sent so far. */
  async sent(): Promise<readonly FromRunPage[]> {
    await this.catchUp();
    return [...this.received];
  }

  async sentOf<Type extends FromRunPage["type"]>(type: Type): Promise<Intent<Type>[]> {
    return (await this.sent()).filter((message): message is Intent<Type> => message.type === type);
  }

  /** What the person asked for so far, without what the page needs for itself. */
  async wishes(): Promise<FromRunPage[]> {
    return (await this.sent()).filter(({ type }) => !["ready", "wantFrame", "wantText"].includes(type));
  }

  /** What the page has left with the editor so far, the newest last. */
  async kept(): Promise<readonly unknown[]> {
    await this.catchUp();
    return [...this.keeps];
  }

  async close(): Promise<void> {
    try {
      await this.catchUp();
    } finally {
      await this.page.context().close();
    }
  }

  /** What the page says comes later than what is read in it: this comes after all that it has said. */
  private async catchUp(): Promise<void> {
    await this.page.evaluate("hostHears()");
  }

  private hear(heard: Heard): void {
    if (!heard) return;
    if ("sent" in heard) this.receive(heard.sent);
    else if ("kept" in heard) this.keeps.push(heard.kept);
    else this.complaints.push(heard.complaint);
  }

  private receive(message: FromRunPage): void {
    this.received.push(message);
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

/** Messages to a page come in order: a mark among them, which the page does not see, comes after all that it was told. */
const editorStandIn = `
  globalThis.acquireVsCodeApi = () => ({
    postMessage: sent => void hostHears({ sent }),
    getState: () => JSON.parse(sessionStorage.getItem("kept") ?? "null") ?? undefined,
    setState: kept => {
      sessionStorage.setItem("kept", JSON.stringify(kept));
      void hostHears({ kept });
    },
  });
  addEventListener("securitypolicyviolation", event => hostHears({ complaint: event.violatedDirective + " " + event.blockedURI }));
  const marks = [];
  addEventListener("message", event => {
    if (event.data !== "mark") return;
    event.stopImmediatePropagation();
    marks.shift()();
  });
  globalThis.afterMessages = () => new Promise(done => {
    marks.push(done);
    postMessage("mark");
  });
`;

import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { after, afterEach, before } from "mocha";
import { chromium, type Browser, type Page } from "playwright-core";
import { chromium as chromiumPath } from "../../support/fetch/chromium.ts";
import { serveJsonView } from "./jsonServer.ts";

const patienceMs = 60_000;

export interface OpenOptions {
  readonly theme?: string;
  readonly size?: { readonly width: number; readonly height: number };
  readonly zoom?: number;
}

/** Gives the tests of the surrounding `describe` a browser; each page must have broken no rule by the end of its test. */
export function withJsonView(): { open: (options?: OpenOptions) => Promise<OpenView>; sizeOf: (path: string) => number } {
  let running: { server: Awaited<ReturnType<typeof serveJsonView>>; browser: Browser } | undefined;
  const opened: OpenView[] = [];

  before(async function () {
    this.timeout(patienceMs);
    const browser = await chromium.launch({ executablePath: await chromiumPath(console.error), args: ["--no-sandbox"] });
    running = { server: await serveJsonView(), browser };
  });
  after(async () => {
    await running?.browser.close();
    running?.server.close();
  });
  afterEach(async () => {
    for (const view of opened.splice(0)) {
      await view.page.context().close();
      assert.deepEqual(view.complaints, []);
    }
  });

  return {
    async open({ theme = "Default Dark Modern", size = { width: 900, height: 700 }, zoom = 1 } = {}) {
      assert.ok(running);
      const viewport = { width: Math.round(size.width / zoom), height: Math.round(size.height / zoom) };
      const context = await running.browser.newContext({ viewport, deviceScaleFactor: zoom, reducedMotion: "reduce" });
      const view = new OpenView(await context.newPage());
      opened.push(view);
      await view.load(`${running.server.url}/?theme=${encodeURIComponent(theme)}`);
      return view;
    },
    sizeOf: path => running?.server.sizeOf(path) ?? 0,
  };
}

/** A page with one JSON view. */
export class OpenView {
  readonly page: Page;
  readonly complaints: string[] = [];

  constructor(page: Page) {
    this.page = page;
  }

  async load(url: string): Promise<void> {
    this.page.on("pageerror", error => this.complaints.push(error.stack ?? String(error)));
    this.page.on("console", message => message.type() === "error" && this.complaints.push(message.text()));
    await this.page.exposeFunction("hears", (complaint: string) => void this.complaints.push(complaint));
    await this.page.addInitScript('addEventListener("securitypolicyviolation", event => hears(event.violatedDirective + " " + event.blockedURI))');
    await this.page.goto(url);
  }

  /** Shows what a script of the page makes; large texts are made where they are shown. */
  async showExpression(expression: string, violations: readonly { pointer: string; message: string }[] = []): Promise<void> {
    await this.page.evaluate(`view.show(${expression}, ${JSON.stringify(violations)})`);
    await this.until("document.querySelector('.json-view').ariaBusy !== 'true'");
  }

  async show(text: string, violations: readonly { pointer: string; message: string }[] = []): Promise<void> {
    await this.showExpression(JSON.stringify(text), violations);
  }

  /** The rows that are drawn, as they look: indented, with what is said behind them. */
  async rows(): Promise<string[]> {
    return this.page.evaluate<string[]>(readRows);
  }

  async active(): Promise<string> {
    return this.page.evaluate<string>("document.querySelector('.json-row[aria-selected=true]:not([hidden])')?.ariaLabel ?? ''");
  }

  async told(): Promise<unknown[]> {
    return this.page.evaluate<unknown[]>("told");
  }

  async press(...keys: string[]): Promise<void> {
    await this.page.evaluate("view.focus()");
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async find(text: string): Promise<void> {
    await this.page.locator(".json-find input").fill(text);
    await this.page.keyboard.press("Enter");
    await this.until("document.querySelector('.json-count').textContent !== ''");
  }

  async found(): Promise<string> {
    return (await this.page.locator(".json-count").textContent()) ?? "";
  }

  /** Playwright's own way of waiting needs `eval`, which the page forbids. */
  async until(expression: string, goOn: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    const patience = AbortSignal.timeout(60_000);
    while (!(await this.page.evaluate(`Boolean(${expression})`))) {
      await goOn();
      await setTimeout(10, undefined, { signal: patience });
    }
  }
}

const readRows = `[...document.querySelectorAll(".json-row:not([hidden])")].map(row => {
  const text = name => row.querySelector(name).hidden ? "" : row.querySelector(name).textContent;
  const key = text(".json-key");
  const note = text(".json-note");
  return "  ".repeat(row.ariaLevel - 1) + (key === "" ? "" : key + ": ") + text(".json-value") + (note === "" ? "" : "  # " + note);
})`;

import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { after, afterEach, before } from "mocha";
import { chromium, type Browser, type Page } from "playwright-core";
import { chromium as chromiumPath } from "../../support/fetch/chromium.ts";
import { serveJsonView } from "./jsonServer.ts";

const startMs = 60_000;
/** For what surely does not come any more. */
const patienceMs = 30_000;

export interface OpenOptions {
  readonly theme?: string;
  readonly size?: { readonly width: number; readonly height: number };
  readonly zoom?: number;
}

interface Host {
  readonly server: Awaited<ReturnType<typeof serveJsonView>>;
  readonly browser: Browser;
}

/** Built and started once for all test files: what a test opens in it is its own. */
let started: Promise<Host> | undefined;
after(() => started?.then(stop));

/** Gives the tests of the surrounding `describe` a browser; each page must have broken no rule by the end of its test. */
export function withJsonView(): { open: (options?: OpenOptions) => Promise<OpenView>; sizeOf: (path: string) => number } {
  let running: Host | undefined;
  const opened: OpenView[] = [];

  before(async function () {
    this.timeout(startMs);
    running = await (started ??= start());
  });
  afterEach(async () => {
    for (const view of opened.splice(0)) {
      await view.close();
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

async function start(): Promise<Host> {
  const browser = await chromium.launch({ executablePath: await chromiumPath(console.error), args: ["--no-sandbox"] });
  return { server: await serveJsonView(), browser };
}

async function stop({ browser, server }: Host): Promise<void> {
  await browser.close();
  server.close();
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
    await this.page.exposeFunction("hears", (complaint?: string) => void (complaint && this.complaints.push(complaint)));
    await this.page.addInitScript('addEventListener("securitypolicyviolation", event => hears(event.violatedDirective + " " + event.blockedURI))');
    await this.page.goto(url);
  }

  /** What the page complains of comes later than what is read in it: nothing is heard last. */
  async close(): Promise<void> {
    try {
      await this.page.evaluate("hears()");
    } finally {
      await this.page.context().close();
    }
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

  /** In one turn: a search that had begun while the text was typed would be stepped through by Enter. */
  async find(text: string): Promise<void> {
    await this.page.evaluate(`new Promise(done => {
      const [input, said] = [document.querySelector(".json-find input"), document.querySelector(".json-count")];
      input.value = ${JSON.stringify(text)};
      input.dispatchEvent(new Event("input"));
      new MutationObserver(() => done()).observe(said, { childList: true });
      input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
    })`);
  }

  async found(): Promise<string> {
    return (await this.page.locator(".json-count").textContent()) ?? "";
  }

  /** Playwright's own way of waiting needs `eval`, which the page forbids. */
  async until(expression: string, goOn: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    const end = Date.now() + patienceMs;
    while (!(await this.page.evaluate(`Boolean(${expression})`))) {
      assert.ok(Date.now() < end, `It did not come to ${expression}`);
      await goOn();
      await setTimeout(10);
    }
  }
}

const readRows = `[...document.querySelectorAll(".json-row:not([hidden])")].map(row => {
  const text = name => row.querySelector(name).hidden ? "" : row.querySelector(name).textContent;
  const key = text(".json-key");
  const note = text(".json-note");
  return "  ".repeat(row.ariaLevel - 1) + (key === "" ? "" : key + ": ") + text(".json-value") + (note === "" ? "" : "  # " + note);
})`;

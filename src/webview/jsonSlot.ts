import type { FromRunPage, PageMemory, TextMark, TextPart, Violation } from "../protocol/runPage.ts";
import type { JsonView } from "./json/jsonView.ts";
import type { JsonWish } from "./json/jsonWish.ts";

export interface SlotOptions {
  readonly part: TextPart;
  readonly label: string;
  readonly ask: () => void;
  readonly tell: (intent: FromRunPage) => void;
  readonly settings: () => PageMemory["json"];
  readonly onDidChangeSettings: (settings: PageMemory["json"]) => void;
}

/** Where a JSON text stands on the page. It wants its text only once somebody can see it. */
export class JsonSlot {
  readonly element = document.createElement("div");
  private readonly options: SlotOptions;
  private readonly holder = document.createElement("div");
  private readonly words = document.createElement("p");
  private readonly sight = new IntersectionObserver(entries => this.see(entries), { rootMargin: "200px" });
  private view: JsonView | undefined;
  private coming: Promise<JsonView> | undefined;
  private wanted: TextMark | undefined;
  private asked = -1;
  private violations: readonly Violation[] = [];
  private bytes: Uint8Array | undefined;
  private isSeen = false;
  private drawing: Promise<void> = Promise.resolve();

  constructor(options: SlotOptions) {
    this.options = options;
    this.element.className = "json-slot";
    this.words.className = "empty";
    this.words.textContent = "Loading…";
    this.element.append(this.words);
    this.sight.observe(this.element);
  }

  want(mark: TextMark, violations: readonly Violation[]): void {
    if (!this.wanted && mark.rows !== undefined) this.element.dataset["rows"] = String(mark.rows);
    this.wanted = mark;
    const isMarkedAnew = JSON.stringify(violations) !== JSON.stringify(this.violations);
    this.violations = violations;
    if (isMarkedAnew && this.bytes) this.draw(this.bytes);
    else if (isMarkedAnew) this.asked = -1;
    this.ask();
  }

  arrive(version: number, bytes: Uint8Array, isBeginning: boolean): void {
    // 0 stands for the one text that there is.
    if (this.wanted?.version !== 0 && version !== this.wanted?.version) return;
    // It may come before it was asked for.
    this.asked = this.wanted.version;
    this.draw(bytes, isBeginning);
  }

  miss(why: string): void {
    this.asked = -1;
    if (!this.view) this.words.textContent = why;
    this.releasePlace();
  }

  dispose(): void {
    this.sight.disconnect();
    this.coming?.then(view => view.dispose()).catch(() => undefined);
    this.element.remove();
  }

  private see(entries: readonly IntersectionObserverEntry[]): void {
    this.isSeen = entries.at(-1)?.isIntersecting ?? false;
    this.ask();
  }

  private ask(): void {
    if (!this.isSeen || !this.wanted || this.asked === this.wanted.version) return;
    this.asked = this.wanted.version;
    this.options.ask();
    this.prepare(this.wanted);
  }

  private askAgain(): void {
    this.asked = -1;
    this.ask();
  }

  private releasePlace(): void {
    delete this.element.dataset["rows"];
  }

  /** While the text is on its way; what goes wrong here is told when it is drawn. */
  private prepare({ characters }: TextMark): void {
    this.coming ??= this.newView();
    this.coming.then(view => view.expect(characters)).catch(() => (this.coming = undefined));
  }

  private draw(bytes: Uint8Array, isBeginning = false): void {
    this.drawing = this.drawing.then(() => this.drawNow(bytes, isBeginning)).catch((error: unknown) => this.miss(`This text cannot be shown as a tree now: ${String(error)}. Open it as a document, or close this tab and open the run again.`));
  }

  private async drawNow(bytes: Uint8Array, isBeginning: boolean): Promise<void> {
    this.coming ??= this.newView();
    this.view = await this.coming;
    if (this.words.isConnected) this.words.replaceWith(this.holder);
    if (isBeginning) return this.view.showBeginning(bytes);
    // The view may take over what it is given; a copy stays for when only the marks change.
    this.bytes = bytes.length < smallBytes ? bytes.slice() : undefined;
    this.view.show(bytes, this.violations);
  }

  /** The tree's own code comes with the first text: a page without one does without it. */
  private async newView(): Promise<JsonView> {
    const { JsonView: View } = await import("./json/jsonView.ts");
    const { label, settings, onDidChangeSettings } = this.options;
    const workerUrl = new URL("json/engineScript.js", import.meta.url).href;
    return new View({ host: this.holder, label, workerUrl, settings: settings(), onDidChangeSettings, onDidShow: () => this.releasePlace(), tell: wish => this.tell(wish) });
  }

  private tell(wish: JsonWish): void {
    if (wish.type === "sendAgain") this.askAgain();
    else if (wish.type === "saveCsv") this.options.tell({ type: "saveText", name: "table.csv", text: wish.text });
    else this.options.tell(wish);
  }
}

/** A larger text is asked for again instead. */
const smallBytes = 1_000_000;

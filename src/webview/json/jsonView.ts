import { bytesOf } from "./bytesOf.ts";
import type { Answer, Violation, Wish } from "./messages.ts";
import { type ModelLink, NearModel, WorkerModel } from "./modelLink.ts";
import type { JsonSettings } from "./settings.ts";
import { TreeList } from "./treeList.ts";

/** From this size on reading would block the page for longer than starting a worker takes. */
const workerFromBytes = 2_000_000;

/** What only the host can do for the view. */
export type JsonWish =
  | { readonly type: "copy"; readonly text: string }
  | { readonly type: "saveCsv"; readonly text: string }
  | { readonly type: "openLink"; readonly url: string };

export interface JsonViewOptions {
  readonly host: HTMLElement;
  readonly label: string;
  /** The address of jsonWorker.js, used for large texts only. */
  readonly workerUrl: string;
  readonly settings: JsonSettings;
  readonly tell: (wish: JsonWish) => void;
  readonly onDidChangeSettings: (settings: JsonSettings) => void;
}

/** JSON of any size as a tree that is drawn as far as it is seen. */
export class JsonView {
  private readonly options: JsonViewOptions;
  private readonly element = document.createElement("div");
  private readonly list: TreeList;
  private link: ModelLink = new NearModel();

  constructor(options: JsonViewOptions) {
    this.options = options;
    this.element.className = "json-view";
    this.list = new TreeList({
      label: options.label,
      ask: () => this.ask({ type: "rows" }),
      onDidDraw: () => undefined,
    });
    this.element.append(this.list.element);
    options.host.append(this.element);
  }

  /** Bytes of a large text are taken over: the buffer is empty afterwards. What was open stays open at the same paths. */
  show(text: Uint8Array | string, violations: readonly Violation[] = []): void {
    const bytes = bytesOf(text);
    this.choose(bytes.length >= workerFromBytes);
    this.ask({ type: "show", bytes, violations, isSorted: this.options.settings.isSorted });
  }

  /** Opens what stands around the value at a JSON pointer, and goes there. */
  reveal(pointer: string): void {
    this.ask({ type: "reveal", pointer });
  }

  focus(): void {
    this.list.element.focus();
  }

  dispose(): void {
    this.link.dispose();
    this.list.dispose();
    this.element.remove();
  }

  private choose(isLarge: boolean): void {
    if (isLarge === this.link instanceof WorkerModel) return;
    this.link.dispose();
    this.link = isLarge ? new WorkerModel(this.options.workerUrl, why => console.error(why)) : new NearModel();
  }

  private ask(wish: Wish): void {
    const { link } = this;
    link.ask(wish, this.list.window, answer => link === this.link && this.take(answer));
  }

  private take(answer: Answer): void {
    this.list.take(answer.total, answer.from, answer.rows);
    if (answer.goTo !== undefined) this.list.activate(answer.goTo);
  }
}

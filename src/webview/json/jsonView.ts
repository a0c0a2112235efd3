import { barButton } from "./barButton.ts";
import { bytesOf } from "./bytesOf.ts";
import { FindBar } from "./findBar.ts";
import { Foot } from "./foot.ts";
import { GrowingModel } from "./growingModel.ts";
import type { JsonWish } from "./jsonWish.ts";
import { LateMenus } from "./lateMenus.ts";
import { Lights } from "./lights.ts";
import type { Answer, Violation, Wish } from "./messages.ts";
import { ProblemLine } from "./problemLine.ts";
import type { JsonSettings } from "./settings.ts";
import { TablePlace } from "./tablePlace.ts";
import { type BeyondAction, TreeKeys } from "./treeKeys.ts";
import { TreeList } from "./treeList.ts";
import { TreePointer } from "./treePointer.ts";
import { fillWrongList } from "./wrongList.ts";

export interface JsonViewOptions {
  readonly host: HTMLElement;
  readonly label: string;
  /** The address of json/engineScript.js. */
  readonly workerUrl: string;
  readonly settings: JsonSettings;
  readonly tell: (wish: JsonWish) => void;
  readonly onDidChangeSettings: (settings: JsonSettings) => void;
  /** There is something to be seen, if only why there is nothing else. */
  readonly onDidShow?: () => void;
}

/** JSON of any size as a tree that is drawn as far as it is seen. */
export class JsonView {
  private readonly options: JsonViewOptions;
  private readonly element = document.createElement("div");
  private readonly problem = new ProblemLine(() => this.again());
  private readonly wrongs = document.createElement("details");
  private readonly list: TreeList;
  private readonly find: FindBar;
  private readonly foot: Foot;
  private readonly pointer: TreePointer;
  private readonly table: TablePlace;
  private readonly menus: LateMenus;
  private readonly lights = new Lights();
  private settings: JsonSettings;
  private model: GrowingModel;

  constructor(options: JsonViewOptions) {
    this.options = options;
    this.settings = options.settings;
    this.model = this.newModel();
    this.list = new TreeList({ label: options.label, ask: () => this.ask({ type: "rows" }), onDidDraw: () => this.drawn() });
    this.find = new FindBar({
      label: options.label,
      settings: () => this.settings,
      change: settings => this.change(settings),
      search: (query, isFiltered, stays) => this.ask({ type: "search", query, isFiltered, stays, from: this.activeId }),
      step: by => this.ask({ type: "step", from: this.activeId, by }),
      leave: () => this.focus(),
    });
    this.foot = new Foot(
      id => this.ask({ type: "describe", id }),
      () => this.copy("jsonPath"),
    );
    this.pointer = new TreePointer({ list: this.list, ask: wish => this.ask(wish), openMenu: at => this.menus.openForRow(at) });
    this.table = new TablePlace({
      label: options.label,
      scriptUrl: new URL("tableScript.js", options.workerUrl).href,
      host: this.element,
      ask: wish => this.ask(wish),
      leave: (id, element) => this.leaveTable(id, element),
      onDidFail: why => this.fail(why),
    });
    this.menus = new LateMenus({
      list: this.list,
      ask: wish => this.ask(wish),
      openLink: url => options.tell({ type: "openLink", url }),
      openTable: id => this.table.open(id),
      isSorted: () => this.settings.isSorted,
      sort: isSorted => this.sortKeys(isSorted),
      onDidFail: why => this.fail(why),
    });
    this.build();
    options.host.append(this.element);
  }

  /** Tells that a text of about that many bytes is on its way, so that all is ready for it. */
  expect(bytes: number): void {
    this.list.prepare();
    this.model.expect(bytes);
  }

  /** For a first look, until the whole is here. Whatever has been shown before stays instead. */
  showBeginning(bytes: Uint8Array): void {
    this.ask({ type: "show", bytes, isBeginning: true, violations: [], isSorted: this.settings.isSorted, keep: 0 });
  }

  /** Bytes of a large text are taken over: the buffer is empty afterwards. What was open stays open at the same paths. */
  show(text: Uint8Array | string, violations: readonly Violation[] = []): void {
    const bytes = bytesOf(text);
    fillWrongList(this.wrongs, violations, pointer => this.reveal(pointer));
    this.element.ariaBusy = "true";
    this.ask({ type: "show", bytes, violations, isSorted: this.settings.isSorted, keep: this.activeId });
  }

  /** Opens what stands around the value at a JSON pointer, and goes there. */
  reveal(pointer: string): void {
    this.ask({ type: "reveal", pointer });
    this.focus();
  }

  focus(): void {
    this.list.element.focus({ preventScroll: true });
  }

  dispose(): void {
    this.model.dispose();
    this.find.dispose();
    this.foot.dispose();
    this.list.dispose();
    this.lights.clear();
    this.element.remove();
  }

  private get activeId(): number {
    return this.list.activeRow?.id ?? 0;
  }

  private build(): void {
    this.element.className = "json-view";
    const bar = document.createElement("div");
    bar.className = "json-bar";
    bar.append(
      this.find.element,
      barButton("expand-all", "Expand All", () => this.ask({ type: "depth", depth: Number.POSITIVE_INFINITY })),
      barButton("collapse-all", "Collapse All", () => this.ask({ type: "depth", depth: 0 })),
      barButton("ellipsis", "More Ways to See It", button => this.menus.openForTree(button)),
    );
    this.wrongs.className = "json-wrongs";
    this.wrongs.open = true;
    this.wrongs.hidden = true;
    this.element.append(bar, this.problem.element, this.wrongs, this.list.element, this.foot.element);
    this.listen();
  }

  private listen(): void {
    new TreeKeys({ list: this.list, ask: wish => this.ask(wish), act: action => this.beyond(action) }).listen();
    this.pointer.listen();
    this.element.addEventListener("keydown", event => {
      if (event.key.toLowerCase() !== "f" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.find.focus();
    });
  }

  private ask(wish: Wish): void {
    const { round } = this.find;
    this.model.ask({ wish, window: this.list.window }, answer => {
      this.take(wish, answer);
      if (round === this.find.round) this.find.say(answer);
    });
  }

  private take(wish: Wish, answer: Answer): void {
    this.problem.recover(answer.problem);
    if (wish.type === "show") this.begin(answer);
    this.list.take(answer);
    this.options.onDidShow?.();
    if (answer.table) this.table.take(answer.table);
    if (answer.text === undefined) return;
    if (wish.type === "csv") this.options.tell({ type: this.table.isToSave ? "saveCsv" : "copy", text: answer.text });
    if (wish.type === "copy") this.options.tell({ type: "copy", text: answer.text });
    if (wish.type === "describe") this.describe(wish.id, answer.text, answer.meaning);
  }

  private describe(id: number, path: string, meaning: string | undefined): void {
    this.foot.tell(id, path, meaning);
    this.pointer.tell(id, meaning);
  }

  private leaveTable(id: number, element: number | undefined): void {
    if (element !== undefined) this.ask({ type: "element", id, element });
    this.focus();
  }

  private begin({ problem, isSame, isBeginning = false }: Answer): void {
    this.element.ariaBusy = isBeginning ? "true" : null;
    if (isSame) return;
    // What was looked for is looked for in the new text, too; whoever reads stays where they are.
    if (this.find.query && !isBeginning) this.find.search(true);
    this.foot.forget();
    this.table.close();
    this.problem.tell(problem);
  }

  private fail(why: string, isLate?: true): void {
    this.element.ariaBusy = null;
    this.problem.fail(why, isLate);
    this.options.onDidShow?.();
  }

  private newModel(): GrowingModel {
    return new GrowingModel({ scriptUrl: this.options.workerUrl, onDidFail: (why, isLate) => this.fail(why, isLate) });
  }

  /** What the worker has was handed over to it, so the text has to come once more. */
  private again(): void {
    this.model.dispose();
    this.model = this.newModel();
    this.problem.tell(undefined);
    this.list.take({ total: 0, from: 0, rows: [] });
    this.options.tell({ type: "sendAgain" });
  }

  private drawn(): void {
    this.lights.show(this.list.drawn, this.find.query);
    this.foot.show(this.list.activeRow);
  }

  private change(change: Partial<JsonSettings>): void {
    this.settings = { ...this.settings, ...change };
    this.options.onDidChangeSettings(this.settings);
  }

  private copy(what: "value" | "jsonPath"): void {
    this.ask({ type: "copy", id: this.activeId, what });
  }

  private beyond(action: BeyondAction): void {
    const actions: Readonly<Record<BeyondAction, () => void>> = {
      find: () => this.find.focus(),
      next: () => this.ask({ type: "step", from: this.activeId, by: 1 }),
      previous: () => this.ask({ type: "step", from: this.activeId, by: -1 }),
      copy: () => this.copy("value"),
      copyPath: () => this.copy("jsonPath"),
      menu: () => this.menus.openForRow(),
      leave: () => this.find.empty(),
    };
    actions[action]();
  }

  private sortKeys(isSorted: boolean): void {
    this.change({ isSorted });
    this.ask({ type: "sort", isSorted, keep: this.activeId });
  }
}

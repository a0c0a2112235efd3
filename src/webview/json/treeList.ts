import type { Answer, RowWindow } from "./messages.ts";
import type { Row } from "./row.ts";
import type { RowElement } from "./rowElement.ts";
import { RowSlots } from "./rowSlots.ts";

/** Rows beyond the seen ones that are drawn, and that are asked for, on either side. */
const drawnAround = 4;
const askedAround = 60;
/** With fewer than these left the next are asked for, so that they are here when the scrolling gets there. */
const leftAround = 25;
/** As many as are drawn of a tree at its usual height. */
const firstRows = 36;
/** Chromium cannot lay out much more than 30 million pixels; above this the scroll bar stands for more than it is long. */
const tallestPx = 8_000_000;

export interface TreeListOptions {
  readonly label: string;
  /** Rows are needed that are not here. */
  readonly ask: (window: RowWindow) => void;
  readonly onDidDraw: () => void;
}

/** Draws the few rows that can be seen of any number, and keeps which one is active. */
export class TreeList {
  readonly element = document.createElement("div");
  active = 0;
  private readonly space = document.createElement("div");
  private readonly slots = new RowSlots();
  private readonly options: TreeListOptions;
  private readonly sized: ResizeObserver;
  private total = 0;
  private known: { from: number; rows: readonly Row[] } = { from: 0, rows: [] };
  private top = 0;
  /** As of the last layout, because asking for them in between would make another one. */
  private widthPx = 0;
  private heightPx = 0;
  private asked: string | undefined;
  /** Before the first picture only what is in it is asked for. */
  private reach: "seen" | "around soon" | "around" = "seen";

  constructor(options: TreeListOptions) {
    this.options = options;
    this.element.className = "json-tree";
    this.element.tabIndex = 0;
    this.element.dir = "ltr";
    this.element.setAttribute("role", "tree");
    this.element.ariaLabel = options.label;
    this.space.className = "json-space";
    this.space.append(this.slots.layer);
    this.element.append(this.space);
    this.element.addEventListener("scroll", () => this.follow(), { passive: true });
    this.element.addEventListener("wheel", event => this.turn(event), { passive: false });
    this.sized = new ResizeObserver(() => this.measure());
    this.sized.observe(this.element);
  }

  dispose(): void {
    this.sized.disconnect();
  }

  /** The rows that are needed now, with some to scroll into. */
  get window(): RowWindow {
    if (this.widthPx === 0) this.widthPx = this.element.clientWidth;
    if (this.reach !== "around") return { from: 0, count: firstRows, ...this.columns() };
    const from = Math.max(0, this.firstSeen() - askedAround);
    return { from, count: this.seen() + 2 * askedAround, ...this.columns() };
  }

  get activeRow(): Row | undefined {
    return this.rowAt(this.active);
  }

  rowAt(number: number): Row | undefined {
    return this.known.rows[number - this.known.from];
  }

  get drawn(): readonly RowElement[] {
    return this.slots.drawn;
  }

  /** Rows that fit between the edges. */
  get page(): number {
    return Math.max(1, Math.floor(this.heightPx / this.rowPx) - 1);
  }

  get last(): number {
    return this.total - 1;
  }

  /** Goes to a row if it is told to. */
  take({ total, from, rows, goTo }: Pick<Answer, "total" | "from" | "rows" | "goTo">): void {
    this.asked = undefined;
    this.known = { from, rows };
    if (total !== this.total) this.resize(total);
    this.active = Math.max(0, Math.min(goTo ?? this.active, total - 1));
    if (goTo !== undefined) this.bringIntoView(this.active);
    this.draw();
    if (this.reach === "seen" && total > 0) this.lookAround();
  }

  /** Makes the rows that a first text will need. */
  prepare(): void {
    this.slots.prepare(firstRows);
  }

  activate(row: number): void {
    this.active = Math.max(0, Math.min(row, this.last));
    this.bringIntoView(this.active);
    this.draw();
  }

  /** The number of the row that an event came from. */
  rowOf(target: EventTarget | null): number | undefined {
    return this.slots.numberOf(target);
  }

  elementOf(row: number): HTMLElement | undefined {
    return this.slots.elementOf(row);
  }

  private bringIntoView(row: number): void {
    const rowTop = row * this.rowPx;
    const height = this.heightPx;
    const isAround = rowTop >= this.top - this.rowPx && rowTop <= this.top + height;
    if (rowTop >= this.top && rowTop + this.rowPx <= this.top + height) return;
    if (!isAround) this.scrollTo(rowTop - height / 3);
    else this.scrollTo(rowTop < this.top ? rowTop : rowTop + this.rowPx - height);
  }

  private scrollTo(top: number): void {
    this.top = Math.max(0, Math.min(top, this.tallest - this.heightPx));
    const scrollTop = this.isScaled ? this.top * this.scale : this.top;
    if (scrollTop !== this.element.scrollTop) this.element.scrollTop = scrollTop;
  }

  /** A scroll bar that stands for more than it is long is followed only when it was the person who moved it. */
  private follow(): void {
    const { scrollTop } = this.element;
    if (!this.isScaled) this.top = scrollTop;
    else if (Math.abs(scrollTop - this.top * this.scale) > 1) this.top = scrollTop / this.scale;
    this.draw();
  }

  private turn(event: WheelEvent): void {
    if (!this.isScaled || event.ctrlKey || event.deltaY === 0) return;
    event.preventDefault();
    this.scrollTo(this.top + event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? this.rowPx : 1));
    this.draw();
  }

  private get rowPx(): number {
    return this.slots.rowPx;
  }

  private get tallest(): number {
    return this.total * this.rowPx;
  }

  private get isScaled(): boolean {
    return this.tallest > tallestPx;
  }

  private get scale(): number {
    return (tallestPx - this.heightPx) / (this.tallest - this.heightPx);
  }

  private resize(total: number): void {
    this.total = total;
    this.space.style.height = `${Math.min(this.tallest, tallestPx)}px`;
    this.heightPx = this.element.clientHeight;
    this.scrollTo(this.top);
  }

  private measure(): void {
    this.slots.measure();
    const isOther = this.element.clientWidth !== this.widthPx;
    this.widthPx = this.element.clientWidth;
    this.resize(this.total);
    if (isOther && this.total > 0) this.options.ask(this.window);
    else this.draw();
  }

  /** The bytes of a value that mostly fit, with room for its key and for the words behind it, or alone below its key. */
  private columns(): Pick<RowWindow, "width" | "line"> {
    const [narrowest, widest, rowsPerCharacter] = [24, 200, 0.38];
    const fitting = Math.round(this.widthPx / (this.rowPx * rowsPerCharacter));
    const [width, line] = [fitting - 40, fitting - 10].map(bytes => Math.max(narrowest, Math.min(widest, bytes)));
    return { width: width ?? narrowest, line: line ?? narrowest };
  }

  private firstSeen(): number {
    return Math.floor(this.top / this.rowPx);
  }

  private seen(): number {
    return Math.ceil(this.heightPx / this.rowPx) + 1;
  }

  private draw(): void {
    const from = Math.max(0, Math.min(this.firstSeen() - drawnAround, this.total));
    const to = Math.min(this.total, this.firstSeen() + this.seen() + drawnAround);
    this.askFor(from, to);
    this.place(from, to - from);
    this.options.onDidDraw();
  }

  /** Asks once for what is soon missing; what comes then is drawn, and asked for again if it is not enough by then. */
  private askFor(from: number, to: number): void {
    const { known } = this;
    const left = this.reach === "around" ? leftAround : 0;
    const first = Math.max(0, from - left);
    if (first >= known.from && Math.min(this.total, to + left) <= known.from + known.rows.length) return;
    this.reach = "around";
    const { window } = this;
    const name = `${window.from} ${window.count}`;
    if (this.asked === name) return;
    this.asked = name;
    this.options.ask(window);
  }

  private place(from: number, count: number): void {
    const shift = this.isScaled ? this.element.scrollTop - this.top : 0;
    this.slots.place(from, count, number => this.rowAt(number));
    this.slots.activate(this.active);
    this.slots.layer.style.transform = `translateY(${from * this.rowPx + shift}px)`;
    const active = this.elementOf(this.active);
    if (active && !active.hidden) this.element.setAttribute("aria-activedescendant", active.id);
    else this.element.removeAttribute("aria-activedescendant");
  }

  /** What can be scrolled to is asked for behind the first picture. */
  private lookAround(): void {
    this.reach = "around soon";
    requestAnimationFrame(() =>
      setTimeout(() => {
        this.reach = "around";
        this.draw();
      }),
    );
  }
}

import { count } from "../formats.ts";
import { barButton } from "./barButton.ts";
import type { TableAnswer, TableSort } from "./messages.ts";
import { plainly } from "./oddText.ts";

const rowPx = 26;
const tallestPx = 8_000_000;
const around = 20;

export interface TableViewOptions {
  readonly label: string;
  readonly ask: (window: { from: number; count: number; sort: TableSort | undefined }) => void;
  readonly csv: (sort: TableSort | undefined, isToSave: boolean) => void;
  /** Leads to an element in the tree; without one, to where the person was. */
  readonly leave: (element?: number) => void;
}

/** An array of objects as rows and columns, drawn as far as it is seen. */
export class TableView {
  readonly element = part("json-table");
  private readonly options: TableViewOptions;
  private readonly said = document.createElement("span");
  private readonly scroller = part("json-cells");
  private readonly space = part("json-space");
  private readonly head = part("json-head", "row");
  private readonly layer = part("json-layer", "rowgroup");
  private sort: TableSort | undefined;
  private known: TableAnswer = { columns: [], hidden: 0, total: 0, from: 0, rows: [] };
  private asked = -1;

  constructor(options: TableViewOptions) {
    this.options = options;
    this.scroller.tabIndex = 0;
    this.scroller.setAttribute("role", "table");
    this.scroller.ariaLabel = `${options.label} as a table`;
    const headGroup = part("json-head-group", "rowgroup");
    headGroup.append(this.head);
    this.space.append(headGroup, this.layer);
    this.scroller.append(this.space);
    this.element.append(this.bar(), this.scroller);
    this.scroller.addEventListener("scroll", () => this.draw(), { passive: true });
    this.element.addEventListener("keydown", event => event.key === "Escape" && options.leave());
  }

  /** After it has been put into the page. */
  start(): void {
    this.request(0);
    this.scroller.focus();
  }

  take(answer: TableAnswer): void {
    const isFirst = this.known.columns.length === 0;
    this.known = answer;
    this.asked = -1;
    if (isFirst) this.build(answer);
    this.draw();
  }

  private bar(): HTMLElement {
    const bar = part("json-bar");
    const { csv, leave } = this.options;
    this.said.className = "json-count";
    bar.append(
      barButton("list-tree", "Back to the Tree (Escape)", () => leave()),
      this.said,
      barButton("copy", "Copy as CSV", () => csv(this.sort, false)),
      barButton("save", "Save as CSV...", () => csv(this.sort, true)),
    );
    return bar;
  }

  private build({ columns, hidden, total, rows }: TableAnswer): void {
    const widths = columns.map((name, column) => Math.max(name.length + 4, ...rows.slice(0, 40).map(({ cells }) => cells[column]?.text.length ?? 0)));
    const tracks = widths.map(width => `${Math.max(64, Math.min(320, width * 9 + 20))}px`);
    this.space.style.setProperty("--json-columns", `64px ${tracks.join(" ")}`);
    this.space.style.height = `${Math.min(tallestPx, (total + 1) * rowPx)}px`;
    this.scroller.setAttribute("aria-rowcount", String(total + 1));
    this.scroller.setAttribute("aria-colcount", String(columns.length + 1));
    const more = hidden > 0 ? `, ${count(hidden)} more columns in the CSV` : "";
    this.said.textContent = `${count(total)} rows, ${count(columns.length)} columns${more}`;
    this.head.replaceChildren(headCell("#"), ...columns.map((name, column) => this.sortCell(name, column)));
    // A name stands over what it names.
    for (const column of columns.keys()) this.head.children[column + 1]?.classList.toggle("json-of-numbers", isOfNumbers(rows, column));
  }

  private sortCell(name: string, column: number): HTMLElement {
    const cell = headCell("");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = plainly(name);
    button.title = `Sort by ${plainly(name)}`;
    button.addEventListener("click", () => this.sortBy(column));
    cell.append(button);
    return cell;
  }

  /** Up, down, and as received again. */
  private sortBy(column: number): void {
    const isSame = this.sort?.column === column;
    this.sort = !isSame ? { column, isDown: false } : this.sort?.isDown ? undefined : { column, isDown: true };
    [...this.head.children].forEach((cell, index) => (cell.ariaSort = index - 1 === this.sort?.column ? (this.sort.isDown ? "descending" : "ascending") : "none"));
    this.request(Math.max(0, this.first() - around));
  }

  private first(): number {
    const { scrollTop, clientHeight } = this.scroller;
    const real = (this.known.total + 1) * rowPx;
    const scale = real > tallestPx ? (real - clientHeight) / (tallestPx - clientHeight) : 1;
    return Math.max(0, Math.floor((scrollTop * scale) / rowPx));
  }

  private seen(): number {
    return Math.ceil(this.scroller.clientHeight / rowPx) + 1;
  }

  private request(from: number): void {
    if (this.asked === from) return;
    this.asked = from;
    this.options.ask({ from, count: this.seen() + 2 * around, sort: this.sort });
  }

  private draw(): void {
    const { known } = this;
    const first = this.first();
    const last = Math.min(known.total, first + this.seen());
    if (first < known.from || last > known.from + known.rows.length) this.request(Math.max(0, first - around));
    const rows = known.rows.slice(Math.max(0, first - known.from), Math.max(0, last - known.from));
    this.layer.replaceChildren(...rows.map((row, index) => this.row(row, first + index)));
    const { scrollTop } = this.scroller;
    const isScaled = (known.total + 1) * rowPx > tallestPx;
    this.layer.style.transform = `translateY(${rowPx + (isScaled ? scrollTop : first * rowPx)}px)`;
  }

  private row({ element, cells }: TableAnswer["rows"][number], number: number): HTMLElement {
    const row = part("json-table-row", "row");
    row.ariaRowIndex = String(number + 2);
    const lead = part("json-cell", "rowheader");
    const button = document.createElement("button");
    button.type = "button";
    button.tabIndex = -1;
    button.textContent = count(element);
    button.title = "Show in the Tree";
    button.addEventListener("click", () => this.options.leave(element));
    lead.append(button);
    row.append(lead, ...cells.map(cell => cellElement(cell)));
    return row;
  }
}

function isOfNumbers(rows: TableAnswer["rows"], column: number): boolean {
  const kinds = new Set(rows.map(({ cells }) => cells[column]?.kind ?? "null"));
  return kinds.has("number") && [...kinds].every(kind => kind === "number" || kind === "null");
}

function cellElement(cell: TableAnswer["rows"][number]["cells"][number]): HTMLElement {
  const element = part(`json-cell json-${cell?.kind ?? "missing"}`, "cell");
  element.textContent = cell ? plainly(cell.text) : "";
  return element;
}

function headCell(text: string): HTMLElement {
  const cell = part("json-cell", "columnheader");
  cell.textContent = text;
  return cell;
}

function part(className: string, role?: string): HTMLElement {
  const element = document.createElement("div");
  element.className = className;
  if (role !== undefined) element.setAttribute("role", role);
  return element;
}

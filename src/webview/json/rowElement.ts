import { count } from "../formats.ts";
import { plainly, stretches } from "./oddText.ts";
import type { Row } from "./row.ts";

const indentPx = 16;
/** Deeper levels stand no further to the right; their number is written before them. */
const deepestIndent = 30;
/** A row of nothing but odd characters is cut rather than made of hundreds of elements. */
const mostStretches = 12;

/** One row's element, used again for other rows as the tree is scrolled. */
export class RowElement {
  readonly element = document.createElement("div");
  private readonly twist = part("json-twist codicon");
  private readonly key = part("json-key");
  private readonly value = part("json-value");
  private readonly note = part("json-note");
  row: Row | undefined;
  private isActive: boolean | undefined;

  constructor(id: string) {
    this.element.id = id;
    this.element.className = "json-row";
    this.element.setAttribute("role", "treeitem");
    this.twist.ariaHidden = "true";
    this.element.append(this.twist, this.key, this.value, this.note);
  }

  show(row: Row): void {
    const before = this.row;
    if (before === row) return;
    this.row = row;
    if (before && isDrawnAlike(before, row)) return void (this.element.ariaSetSize = String(row.setSize));
    this.element.style.paddingInlineStart = `${Math.min(row.level - 1, deepestIndent) * indentPx}px`;
    this.element.dataset["deep"] = row.level - 1 > deepestIndent ? String(row.level) : "";
    this.twist.className = `json-twist codicon${twistOf(row)}`;
    this.key.className = `json-key${typeof row.key === "number" ? " json-ordinal" : ""}`;
    this.key.hidden = row.key === undefined;
    fill(this.key, row.key === "" ? '""' : String(row.key ?? ""));
    this.value.className = `json-value json-${row.kind}`;
    fill(this.value, valueText(row));
    const note = noteOf(row);
    this.note.textContent = note;
    this.note.hidden = note === "" && !row.holdsWrong;
    this.note.className = `json-note${canUnfold(row) ? " json-unfold" : ""}`;
    this.mark(row);
  }

  activate(isActive: boolean): void {
    if (this.isActive === isActive) return;
    this.isActive = isActive;
    this.element.ariaSelected = String(isActive);
  }

  /** Where a search's text may be lit up. */
  texts(): Iterable<Node> {
    return [this.key, this.value];
  }

  private mark(row: Row): void {
    const { element } = this;
    element.ariaLevel = String(row.level);
    element.ariaSetSize = String(row.setSize);
    element.ariaPosInSet = String(row.position);
    element.ariaExpanded = row.isOpen === undefined ? null : String(row.isOpen);
    element.ariaLabel = labelOf(row);
    element.classList.toggle("json-hit", row.isHit);
    element.classList.toggle("json-wrong", row.wrong !== undefined);
    element.classList.toggle("json-holds-wrong", row.holdsWrong);
  }
}

/** As long as a text is being read, the number of siblings is all that changes in most rows. */
function isDrawnAlike(one: Row, other: Row): boolean {
  return drawnParts.every(part => one[part] === other[part]);
}

const drawnParts = ["id", "text", "key", "kind", "level", "position", "count", "isOpen", "isHit", "isUnfinished", "isDouble", "isTable", "wrong", "holdsWrong"] as const satisfies readonly (keyof Row)[];

function part(className: string): HTMLElement {
  const element = document.createElement("span");
  element.className = className;
  return element;
}

function fill(element: HTMLElement, text: string): void {
  const found = stretches(text);
  if (found.length < 2 && !found[0]?.isOdd) {
    element.textContent = text;
    return;
  }
  const shown = found.slice(0, mostStretches).map(({ text, isOdd }) => {
    if (!isOdd) return text;
    const odd = part("json-odd");
    odd.textContent = text;
    return odd;
  });
  element.replaceChildren(...shown, ...(found.length > mostStretches ? ["…"] : []));
}

function twistOf(row: Row): string {
  if (row.isOpen === undefined) return "";
  return row.isOpen ? " codicon-chevron-down" : " codicon-chevron-right";
}

/** What is shown whole below stands there alone. */
function valueText(row: Row): string {
  if (row.kind === "string" && row.isOpen === true) return '"';
  if (row.kind === "string") return row.count > 0 ? `"${row.text}…` : `"${row.text}"`;
  if (row.kind === "object") return row.isOpen === true ? "{" : row.text;
  if (row.kind === "array") return row.isOpen === true ? "[" : row.text;
  return row.text;
}

function noteOf(row: Row): string {
  return [row.wrong ?? "", childrenText(row), row.isDouble ? "doubled key" : ""].filter(text => text !== "").join(" · ");
}

function childrenText(row: Row): string {
  if (row.isUnfinished) return "reading…";
  if (row.kind === "string" && row.isOpen !== undefined) {
    if (row.isOpen) return "show less";
    return row.count > 0 ? `show all ${count(row.count)} bytes` : "show all";
  }
  if (row.isOpen === undefined) return "";
  const [one, many] = row.kind === "array" ? ["item", "items"] : ["key", "keys"];
  return `${count(row.count)} ${row.count === 1 ? one : many}`;
}

function canUnfold(row: Row): boolean {
  return row.kind === "string" && row.isOpen !== undefined;
}

/** What is heard: the key, the value, and what is to be known about it. */
function labelOf(row: Row): string {
  const key = row.key === undefined ? "" : `${plainly(String(row.key))}: `;
  const isNamed = row.kind === "string" ? row.isOpen === true : row.isOpen !== undefined;
  const value = isNamed ? row.kind : plainly(valueText(row));
  return [`${key}${value}`, noteOf(row).replaceAll(" · ", ", ")].filter(text => text !== "").join(", ");
}

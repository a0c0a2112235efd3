import type { Row } from "./row.ts";
import { RowElement } from "./rowElement.ts";

let lists = 0;

const sample: Row = { id: -1, kind: "object", level: 1, position: 1, setSize: 1, key: "key", text: "{}", count: 1, isOpen: false, isUnfinished: false, isDouble: false, isHit: false, isTable: false, holdsWrong: false };

/** The elements of the rows that are drawn: as many as are needed, used again as the tree is scrolled. */
export class RowSlots {
  readonly layer = document.createElement("div");
  /** The height of each row. */
  rowPx = 22;
  private readonly slots: RowElement[] = [];
  /** Made while the first text is on its way. */
  private readonly spare: RowElement[] = [];
  private readonly prefix = `json-${++lists}-`;
  private made = 0;
  private first = 0;

  constructor() {
    this.layer.className = "json-layer";
  }

  get drawn(): readonly RowElement[] {
    return this.slots;
  }

  /** Makes ahead what a first text of that many rows will need. */
  prepare(count: number): void {
    while (this.spare.length + this.slots.length < count) {
      const row = this.newRow();
      row.show(sample);
      this.spare.push(row);
    }
  }

  measure(): void {
    this.rowPx = this.slots[0]?.element.offsetHeight || this.rowPx;
  }

  /** Draws that many rows from the one numbered `from` on. */
  place(from: number, count: number, rowAt: (number: number) => Row | undefined): void {
    while (this.slots.length < count) this.add();
    for (const { element } of this.slots.splice(count)) element.remove();
    this.rotate(from - this.first);
    this.first = from;
    this.slots.forEach((slot, offset) => {
      const row = rowAt(from + offset);
      slot.element.hidden = row === undefined;
      if (row) slot.show(row);
    });
  }

  activate(active: number): void {
    this.slots.forEach((slot, offset) => slot.activate(this.first + offset === active));
  }

  /** The number of the row that an event came from. */
  numberOf(target: EventTarget | null): number | undefined {
    if (!(target instanceof Element)) return undefined;
    const element = target.closest(".json-row");
    const slot = this.slots.findIndex(slot => slot.element === element);
    return slot === -1 ? undefined : this.first + slot;
  }

  elementOf(number: number): HTMLElement | undefined {
    return this.slots[number - this.first]?.element;
  }

  /** Rows that stay in view keep their elements. */
  private rotate(by: number): void {
    if (by === 0 || Math.abs(by) >= this.slots.length) return;
    const moved = by > 0 ? this.slots.splice(0, by) : this.slots.splice(by);
    if (by > 0) this.slots.push(...moved);
    else this.slots.unshift(...moved);
    const elements = moved.map(({ element }) => element);
    if (by > 0) this.layer.append(...elements);
    else this.layer.prepend(...elements);
  }

  private newRow(): RowElement {
    return new RowElement(`${this.prefix}${this.made++}`);
  }

  private add(): void {
    const slot = this.spare.pop() ?? this.newRow();
    this.slots.push(slot);
    this.layer.append(slot.element);
    if (this.slots.length === 1) this.measure();
  }
}

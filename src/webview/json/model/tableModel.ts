import type { CellText } from "../row.ts";
import { stringAt, textOf, unescaped } from "./bytesText.ts";
import { leafEnd } from "./children.ts";
import { none } from "./jsonIndex.ts";
import { kindOf } from "./rows.ts";
import { skipKey, skipSpace } from "./scan.ts";
import type { TreeModel } from "./treeModel.ts";

/** A value in a row of a table, in bytes; a missing one is undefined. */
export interface Cell {
  readonly start: number;
  readonly end: number;
}

/** An array of objects as a table: its columns are all keys that any of them has, in the order in which they appear. */
export class TableModel {
  readonly columns: readonly string[];
  readonly count: number;
  private readonly model: TreeModel;
  private readonly containers: Int32Array;
  private readonly byName = new Map<string, number>();

  constructor(model: TreeModel, array: number) {
    this.model = model;
    this.containers = model.children(array).containers;
    this.count = this.containers.length;
    for (const container of this.containers) this.members(container, () => undefined);
    this.columns = [...this.byName.keys()];
  }

  /** The cells of an element, by column. Of a doubled key the last counts, as in `JSON.parse`. */
  cells(element: number): (Cell | undefined)[] {
    const cells = Array.from<Cell | undefined>({ length: this.columns.length });
    this.members(this.containers[element] ?? none, (column, start, end) => (cells[column] = { start, end }));
    return cells;
  }

  cell(element: number, wanted: number): Cell | undefined {
    let found: Cell | undefined;
    this.members(this.containers[element] ?? none, (column, start, end) => {
      if (column === wanted) found = { start, end };
    });
    return found;
  }

  /** A string as it is meant, anything else as it was sent; at most about `width` bytes. */
  textOf({ start, end }: Cell, width = Number.POSITIVE_INFINITY): CellText {
    const { bytes } = this.model.index;
    const kind = kindOf(bytes[start] ?? 0);
    const cut = Math.min(end, start + width);
    if (kind !== "string") return { kind, text: textOf(bytes, start, cut) };
    return { kind, text: unescaped(textOf(bytes, start + 1, Math.min(end - 1, cut))) };
  }

  private members(container: number, take: (column: number, start: number, end: number) => void): void {
    if (container === none) return;
    const { index } = this.model;
    const { bytes } = index;
    let at = (index.start[container] ?? 0) + 1;
    let inner = container + 1;
    for (let left = index.count[container] ?? 0; left > 0; left--) {
      const key = skipSpace(bytes, at);
      const value = skipKey(bytes, key);
      const isInner = inner < index.size && index.start[inner] === value;
      const end = isInner ? (index.end[inner] ?? 0) : leafEnd(bytes, value);
      if (isInner) inner = index.next[inner] ?? 0;
      take(this.columnOf(stringAt(bytes, key)), value, end);
      at = skipSpace(bytes, end) + 1;
    }
  }

  private columnOf(name: string): number {
    const known = this.byName.get(name);
    if (known !== undefined) return known;
    this.byName.set(name, this.byName.size);
    return this.byName.size - 1;
  }
}

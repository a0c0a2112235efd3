import type { TableAnswer, TableSort, TableWish } from "../messages.ts";
import { csvOf } from "./csv.ts";
import { TableModel } from "./tableModel.ts";
import { tableOrder } from "./tableOrder.ts";
import type { TreeModel } from "./treeModel.ts";

/** Wider tables are shown as far as this; their CSV has all. */
const mostColumns = 200;
/** A cell is one short line. */
const cellBytes = 120;

/** The one table that is being looked at. */
export class Tables {
  private shown: { readonly model: TreeModel; readonly id: number; readonly table: TableModel } | undefined;
  private ordered: { readonly table: TableModel; readonly name: string; readonly order: Uint32Array } | undefined;

  answer(model: TreeModel, wish: TableWish): { table: TableAnswer } | { text: string } {
    const table = this.tableAt(model, wish.id);
    const order = this.orderOf(table, wish.sort);
    return wish.type === "csv" ? { text: csvOf(table, order) } : { table: rowsOf(table, order, wish) };
  }

  private tableAt(model: TreeModel, id: number): TableModel {
    if (this.shown?.model === model && this.shown.id === id) return this.shown.table;
    const table = new TableModel(model, model.containerAt(model.placeAt(id)));
    this.shown = { model, id, table };
    return table;
  }

  private orderOf(table: TableModel, sort: TableSort | undefined): Uint32Array {
    const name = sort ? `${sort.column} ${sort.isDown}` : "";
    if (this.ordered?.table === table && this.ordered.name === name) return this.ordered.order;
    const order = tableOrder(table, sort);
    this.ordered = { table, name, order };
    return order;
  }
}

function rowsOf(table: TableModel, order: Uint32Array, { from, count }: { from: number; count: number }): TableAnswer {
  const rows = Array.from(order.subarray(from, from + count), element => {
    const cells = table.cells(element).slice(0, mostColumns);
    return { element, cells: cells.map(cell => (cell ? table.textOf(cell, cellBytes) : undefined)) };
  });
  return { columns: table.columns.slice(0, mostColumns), hidden: Math.max(0, table.columns.length - mostColumns), total: table.count, from, rows };
}

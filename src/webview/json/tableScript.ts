import { TableView, type TableViewOptions } from "./tableView.ts";

/** Loaded by those who open a table. */
export function newTable(options: TableViewOptions): TableView {
  return new TableView(options);
}

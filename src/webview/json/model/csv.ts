import type { TableModel } from "./tableModel.ts";

/** A table as RFC 4180 has it. What a spreadsheet would take for a formula is marked as text. */
export function csvOf(table: TableModel, order: Uint32Array): string {
  const lines = [table.columns.map(column => csvCell(column, true)).join()];
  for (const element of order) {
    const cells = table.cells(element).map(cell => (cell ? table.textOf(cell) : undefined));
    lines.push(cells.map(cell => (cell ? csvCell(cell.text, cell.kind === "string") : "")).join());
  }
  return `${lines.join("\r\n")}\r\n`;
}

/** A number is a number, even a negative one; only words can be formulas. */
export function csvCell(text: string, isWords: boolean): string {
  const safe = isWords && /^[\t\r\n ]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

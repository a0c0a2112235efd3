import type { TableSort } from "../messages.ts";
import type { TableModel } from "./tableModel.ts";

/** Numbers before words, both before what is missing; what is the same stays in the order received. */
export function tableOrder(table: TableModel, sort: TableSort | undefined): Uint32Array {
  const order = new Uint32Array(table.count).map((_, element) => element);
  if (!sort) return order;
  const keys = Array.from(order, element => sortKey(table, element, sort.column));
  const sign = sort.isDown ? -1 : 1;
  return order.toSorted((a, b) => compare(keys[a], keys[b], sign) || a - b);
}

type SortKey = number | string | undefined;

function sortKey(table: TableModel, element: number, column: number): SortKey {
  const cell = table.cell(element, column);
  if (!cell) return undefined;
  const { kind, text } = table.textOf(cell, 400);
  if (kind === "number") return Number(text);
  return text === "null" && kind === "word" ? undefined : text;
}

function compare(a: SortKey, b: SortKey, sign: number): number {
  const [rankA, rankB] = [rankOf(a), rankOf(b)];
  if (rankA !== rankB) return rankA === missingRank || rankB === missingRank ? rankA - rankB : sign * (rankA - rankB);
  if (typeof a === "number" && typeof b === "number") return sign * (a < b ? -1 : a > b ? 1 : 0);
  return sign * (collator.compare(String(a), String(b)));
}

const missingRank = 2;
const collator = new Intl.Collator("en", { numeric: true });

function rankOf(key: SortKey): number {
  if (key === undefined) return missingRank;
  return typeof key === "number" ? 0 : 1;
}

import type { CellText, Row } from "./row.ts";

/** What is against the schema, and where, as a JSON pointer. */
export interface Violation {
  readonly pointer: string;
  readonly message: string;
}

export interface Query {
  readonly text: string;
  readonly matchCase: boolean;
  /** The whole key or value, not a part of it. */
  readonly whole: boolean;
  readonly scope: "all" | "keys" | "values";
}

/** The rows that are wanted, and the bytes that fit beside each other: beside a key, and alone in a line. */
export interface RowWindow {
  readonly from: number;
  readonly count: number;
  readonly width: number;
  readonly line: number;
}

export type PathForm = "jsonPath" | "javaScript";

export interface TableSort {
  readonly column: number;
  readonly isDown: boolean;
}

/** `id` is that of the array. */
export type TableWish =
  | { readonly type: "table"; readonly id: number; readonly from: number; readonly count: number; readonly sort: TableSort | undefined }
  | { readonly type: "csv"; readonly id: number; readonly sort: TableSort | undefined };

export interface TableAnswer {
  readonly columns: readonly string[];
  /** Columns that are too many to be shown. */
  readonly hidden: number;
  readonly total: number;
  readonly from: number;
  readonly rows: readonly { readonly element: number; readonly cells: readonly (CellText | undefined)[] }[];
}

export interface ShowWish {
  readonly type: "show";
  readonly bytes: Uint8Array;
  /** Only the beginning is to be shown, for a first look. */
  readonly isBeginning?: true;
  readonly violations: readonly Violation[];
  readonly isSorted: boolean;
  readonly keep: number;
}

/** A text and which of its containers are open, by number: what a model on another thread goes on from. */
export interface OpenText {
  readonly bytes: Uint8Array;
  readonly open: readonly number[];
  readonly isSorted: boolean;
}

/** What the page wants of the model. Values are named by `id`, the row's; the one to `keep` stays the active one. */
export type Wish =
  | { readonly type: "rows" }
  | ShowWish
  | { readonly type: "resume"; readonly before: OpenText }
  | { readonly type: "toggle"; readonly id: number; readonly isOpen?: boolean }
  | { readonly type: "below"; readonly id: number; readonly isOpen: boolean }
  | { readonly type: "siblings"; readonly id: number }
  | { readonly type: "depth"; readonly depth: number }
  | { readonly type: "sort"; readonly isSorted: boolean; readonly keep: number }
  | { readonly type: "search"; readonly query: Query | undefined; readonly isFiltered: boolean; readonly from: number; readonly stays: boolean }
  | { readonly type: "step"; readonly from: number; readonly by: 1 | -1 }
  | { readonly type: "parent"; readonly id: number }
  | { readonly type: "typed"; readonly text: string; readonly id: number }
  | { readonly type: "reveal"; readonly pointer: string }
  | { readonly type: "copy"; readonly id: number; readonly what: "value" | PathForm }
  | { readonly type: "describe"; readonly id: number }
  | { readonly type: "element"; readonly id: number; readonly element: number }
  | TableWish;

/** The state after a wish, with the rows of the window that came with it. */
export interface Answer {
  readonly total: number;
  readonly from: number;
  readonly rows: readonly Row[];
  readonly hits: number;
  /** The row to go to, and which hit stands there. */
  readonly goTo?: number;
  readonly hit?: number;
  /** What was to be copied, or the path of what was to be described. */
  readonly text?: string;
  /** What a described value stands for beyond what is seen. */
  readonly meaning?: string;
  readonly table?: TableAnswer;
  /** The text to be shown is the one that is shown. */
  readonly isSame?: boolean;
  /** These rows are those of the beginning: the whole text is still being read. */
  readonly isBeginning?: boolean;
  /** Why the text is not shown as a tree. */
  readonly problem?: string;
}

export interface ToWorker {
  readonly wish: Wish;
  readonly window: RowWindow;
}

export type Reply = { readonly answer: Answer } | { readonly failure: string };

export type FromWorker = { readonly isReady: true } | Reply;

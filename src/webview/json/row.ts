export type Kind = "object" | "array" | "string" | "number" | "word" | "piece";

/** A value in a table, as the model tells it. */
export interface CellText {
  readonly kind: Kind;
  readonly text: string;
}

/** One line of the tree, as the model tells it and the page draws it. Texts are cut, and not yet made visible. */
export interface Row {
  /** Where its value or key begins, in bytes: names it as long as the text is the same. */
  readonly id: number;
  readonly kind: Kind;
  /** From 1. */
  readonly level: number;
  readonly position: number;
  /** -1 as long as nobody knows. */
  readonly setSize: number;
  /** A key as it is meant, the number of an element, or neither at the root and in a piece. */
  readonly key?: string | number;
  readonly text: string;
  /** Children of a container; bytes of a string that is cut. */
  readonly count: number;
  /** Undefined where there is nothing to open. */
  readonly isOpen?: boolean;
  /** It goes on behind what has been read. */
  readonly isUnfinished: boolean;
  readonly isDouble: boolean;
  readonly isHit: boolean;
  /** Can be seen as a table. */
  readonly isTable: boolean;
  readonly wrong?: string;
  /** Something inside is against the schema. */
  readonly holdsWrong: boolean;
}

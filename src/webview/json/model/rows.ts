import type { Kind, Row } from "../row.ts";
import { stringAt, textOf, unescaped } from "./bytesText.ts";
import { none, openArray, openObject } from "./jsonIndex.ts";
import type { Marks } from "./marks.ts";
import { isTabular } from "./tabular.ts";
import type { TreeModel } from "./treeModel.ts";
import { type Step, walk } from "./walk.ts";

const quote = 0x22;
const minus = 0x2d;
/** Longer keys are cut: they are one line. */
const longestKey = 200;

/** "show all …" takes so much room itself: to cut off less would save none. */
const wordsOfCut = 20;

/** The rows of a window, with texts of at most about `width` bytes. */
export function readRows(model: TreeModel, marks: Marks, window: { from: number; count: number; width: number }): Row[] {
  const rows: Row[] = [];
  walk(model, window.from, window.count, step => rows.push(step.piece === undefined ? valueRow(model, marks, step, window.width) : pieceRow(model, marks, step, step.piece)));
  return rows;
}

function valueRow(model: TreeModel, marks: Marks, step: Step, width: number): Row {
  const { index } = model;
  const start = model.valueStart(step);
  const inner = model.containerAt(step);
  const id = model.startOf(step);
  const kind = kindOf(index.bytes[start] ?? 0);
  const wrong = marks.wrongAt(id);
  return {
    id,
    kind,
    level: step.level,
    position: step.position,
    setSize: model.isUnfinished(index.start[step.container]) ? -1 : step.setSize,
    ...keyOf(model, step, start),
    ...content(model, step, { kind, start, inner, width }),
    isUnfinished: model.isUnfinished(start),
    isDouble: step.isDouble,
    isHit: marks.hits.has(id),
    isTable: kind === "array" && isTabular(index, inner),
    ...(wrong === undefined ? {} : { wrong }),
    holdsWrong: inner !== none && marks.hasWrongIn(id, index.end[inner] ?? 0),
  };
}

function pieceRow(model: TreeModel, marks: Marks, step: Step, piece: number): Row {
  const pieces = model.pieces(step);
  const from = pieces?.[piece] ?? 0;
  const { level, position, setSize } = step;
  const to = pieces?.[piece + 1] ?? from;
  const raw = textOf(model.index.bytes, from, to);
  const text = model.isText ? raw : unescaped(raw);
  const isHit = model.isText ? marks.hits.isIn(from, to) : marks.hits.has(model.startOf(step));
  return { id: from, kind: "piece", level, position, setSize, text, count: 0, isUnfinished: false, isDouble: false, isHit, isTable: false, holdsWrong: false };
}

function keyOf(model: TreeModel, { container, ordinal }: Step, start: number): { key?: string | number } {
  if (container === none) return {};
  if (!model.index.isObject(container)) return { key: ordinal };
  const { bytes } = model.index;
  const at = model.startOf({ container, ordinal });
  if (start - at <= longestKey) return { key: stringAt(bytes, at) };
  return { key: `${unescaped(textOf(bytes, at + 1, at + longestKey))}…` };
}

interface Value {
  readonly kind: Kind;
  readonly start: number;
  readonly inner: number;
  readonly width: number;
}

function content(model: TreeModel, step: Step, { kind, start, inner, width }: Value): Pick<Row, "text" | "count" | "isOpen"> {
  const { bytes } = model.index;
  if (inner !== none) {
    const isOpen = model.open.isOpen(inner);
    const end = model.index.end[inner] ?? 0;
    const cut = Math.min(start + width, end);
    return { text: isOpen ? "" : `${oneLine(textOf(bytes, start, cut))}${cut < end ? "…" : ""}`, count: model.index.count[inner] ?? 0, isOpen };
  }
  const end = model.valueEnd(step);
  if (kind !== "string") return { text: oneLine(textOf(bytes, start, Math.min(end, start + width))), count: 0 };
  const length = end - start - 2;
  const isCut = length > width + wordsOfCut;
  const text = unescaped(textOf(bytes, start + 1, start + 1 + (isCut ? width : length)));
  const pieces = model.pieces(step);
  if (!isCut && !pieces && !/\n[^]/.test(text)) return { text, count: 0 };
  return { text, count: isCut ? length : 0, isOpen: pieces !== undefined };
}

/** White space between tokens is for the eye; in a summary one space is enough. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}

export function kindOf(byte: number): Kind {
  if (byte === quote) return "string";
  if (byte === openObject) return "object";
  if (byte === openArray) return "array";
  return byte === minus || byte <= 0x39 ? "number" : "word";
}

import type { Children } from "./children.ts";
import { none } from "./jsonIndex.ts";
import { entryAt, type Place, placeOf, rootPlace } from "./place.ts";
import type { TreeModel } from "./treeModel.ts";

/** What stands in a row. */
export interface Step extends Place {
  /** From 1, as screen readers count. */
  readonly level: number;
  readonly position: number;
  readonly setSize: number;
  readonly isDouble: boolean;
  /** Which piece of an unfolded string it is, where it is one. */
  readonly piece: number | undefined;
}

/** Calls `take` with what stands in `count` rows from `row` on. */
export function walk(model: TreeModel, row: number, count: number, take: (step: Step) => void): void {
  const walker = new Walker(model);
  walker.seek(row);
  for (let taken = 0; taken < count && walker.isThere; taken++) {
    take(walker.step());
    walker.advance();
  }
}

/** The row of a value, given that all around it is open. Undefined if the filter hides it. */
export function rowOf(model: TreeModel, place: Place, piece = -1): number | undefined {
  let row = model.isText ? Math.max(0, piece) : piece + 1;
  for (let at = place; at.container !== none; at = placeOf(model.index, at.container)) {
    const children = model.children(at.container);
    const position = children.order ? children.order.indexOf(at.ordinal) : at.ordinal;
    if (position === -1) return undefined;
    row += 1 + rowsBefore(model, at.container, children, position);
  }
  return row;
}

/** The row in which a byte of an unfolded string is shown. */
export function rowOfPiece(model: TreeModel, place: Place, at: number): number | undefined {
  const pieces = model.pieces(place);
  return rowOf(model, place, pieces ? Math.min(entryAt(pieces, at), pieces.length - 2) : -1);
}

function rowsBefore(model: TreeModel, container: number, children: Children, position: number): number {
  if (model.open.hasOnlyChildren(container)) return position;
  let rows = 0;
  for (let before = 0; before < position; before++) rows += 1 + below(model, container, children, before);
  return rows;
}

function below(model: TreeModel, container: number, children: Children, position: number): number {
  const ordinal = children.order ? (children.order[position] ?? 0) : position;
  const inner = children.containers[ordinal] ?? none;
  if (inner !== none) return model.open.below(inner);
  const pieces = model.hasUnfolded() ? model.pieces({ container, ordinal }) : undefined;
  return pieces ? pieces.length - 1 : 0;
}

/** One level of where the walker stands: the children of a container, or the pieces of the string at `ordinal`. */
interface Frame {
  readonly container: number;
  readonly children: Children | undefined;
  readonly pieceOf: Place | undefined;
  readonly length: number;
  position: number;
}

class Walker {
  private readonly model: TreeModel;
  private readonly frames: Frame[];

  constructor(model: TreeModel) {
    this.model = model;
    const length = model.isText ? model.total : 1;
    this.frames = [{ container: none, children: undefined, pieceOf: model.isText ? rootPlace : undefined, length, position: 0 }];
  }

  get isThere(): boolean {
    return this.frames.length > 0;
  }

  seek(row: number): void {
    let rest = this.model.isText ? this.skip(row) : row;
    while (rest > 0) {
      if (!this.enter()) return void this.frames.splice(0);
      rest = this.skip(rest - 1);
    }
  }

  step(): Step {
    const frame = this.top();
    const place = frame.pieceOf ?? placeIn(frame);
    return {
      ...place,
      level: this.frames.length,
      position: frame.position + 1,
      setSize: frame.length,
      isDouble: !frame.pieceOf && (frame.children?.doubles.has(place.ordinal) ?? false),
      piece: frame.pieceOf ? frame.position : undefined,
    };
  }

  advance(): void {
    if (this.enter()) return;
    for (let frame = this.frames.at(-1); frame; frame = this.frames.at(-1)) {
      if (++frame.position < frame.length) return;
      this.frames.pop();
    }
  }

  /** Goes to the first row below where it stands, if there is one. */
  private enter(): boolean {
    const frame = this.top();
    const place = placeIn(frame);
    const inner = frame.pieceOf ? none : this.model.containerAt(place);
    if (inner !== none) return this.model.open.isOpen(inner) && this.push(this.model.children(inner), inner);
    const pieces = frame.pieceOf ? undefined : this.model.pieces(place);
    if (!pieces || pieces.length < 2) return false;
    this.frames.push({ container: none, children: undefined, pieceOf: place, length: pieces.length - 1, position: 0 });
    return true;
  }

  private push(children: Children, container: number): boolean {
    const length = children.order?.length ?? children.starts.length;
    if (length > 0) this.frames.push({ container, children, pieceOf: undefined, length, position: 0 });
    return length > 0;
  }

  /** Moves on by that many rows or to the sibling they end in; returns how many rows are left below that. */
  private skip(rows: number): number {
    const frame = this.top();
    if (!frame.children || this.model.open.hasOnlyChildren(frame.container)) {
      frame.position = Math.min(rows, frame.length - 1);
      return rows - frame.position;
    }
    let rest = rows;
    for (; frame.position < frame.length - 1; frame.position++) {
      const taken = 1 + below(this.model, frame.container, frame.children, frame.position);
      if (rest < taken) break;
      rest -= taken;
    }
    return rest;
  }

  private top(): Frame {
    const frame = this.frames.at(-1);
    if (!frame) throw new RangeError("There are no more rows");
    return frame;
  }
}

function placeIn({ container, children, position }: Frame): Place {
  if (container === none) return rootPlace;
  return { container, ordinal: children?.order ? (children.order[position] ?? 0) : position };
}

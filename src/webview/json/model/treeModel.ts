import type { OpenText } from "../messages.ts";
import { beginningOf } from "./beginning.ts";
import { type Children, listChildren, sortedByKey } from "./children.ts";
import { Filter } from "./filter.ts";
import type { Hits } from "./hits.ts";
import { JsonIndex, none } from "./jsonIndex.ts";
import { OpenState } from "./openState.ts";
import { cutIntoPieces, type Pieces } from "./pieces.ts";
import { entryAt, type Place, placeOf, rootPlace } from "./place.ts";
import { scan, skipKey, spaceBefore } from "./scan.ts";

/** Listed children are kept for that many values; then all are listed anew. */
const listedLimit = 3_000_000;
/** Small texts are shown whole, larger ones down to the level that still is not much to read. */
const openAtFirst = 150;
const deepestAtFirst = 11;
/** Rows for a large screen, read in a few milliseconds even by code that has never run before. */
const beginningBytes = 30_000;

/** A JSON text and what of it is open: what the rows of a tree are read from. */
export class TreeModel {
  readonly index: JsonIndex;
  open: OpenState;
  filter: Filter | undefined;
  isText = false;
  /** Where values begin that go on behind the bytes. */
  unfinished: ReadonlySet<number> = new Set();
  private readonly unfiltered: OpenState;
  private readonly unfolded = new Map<number, Pieces>();
  private listed = new Map<number, Children>();
  private listedCount = 0;
  private isSorted: boolean;

  constructor(index: JsonIndex, isSorted: boolean) {
    this.index = index;
    this.isSorted = isSorted;
    this.unfiltered = new OpenState(index);
    this.open = this.unfiltered;
  }

  static ofBeginning(text: Uint8Array, isSorted: boolean): TreeModel {
    const { bytes, unfinished } = beginningOf(text, Math.min(beginningBytes, text.length - 1));
    const model = new TreeModel(scan(bytes), isSorted);
    model.unfinished = new Set(unfinished);
    return model;
  }

  /** A text that is no JSON, shown line by line. */
  static ofText(bytes: Uint8Array, width: number): TreeModel {
    const model = new TreeModel(new JsonIndex(bytes), false);
    model.isText = true;
    model.unfolded.set(0, cutIntoPieces(bytes, 0, bytes.length, width));
    return model;
  }

  /** Rows in all. */
  get total(): number {
    const own = this.isText ? 0 : 1;
    if (this.index.size > 0) return own + this.open.below(0);
    return own + Math.max(0, (this.unfolded.get(this.index.root)?.length ?? 1) - 1);
  }

  /** Of a beginning only the outermost value is opened, because how much there is further in is not known. */
  openFirst(): void {
    const { index } = this;
    let level = index.size > 0 ? [0] : [];
    let rows = 0;
    let shown = 0;
    for (let depth = 0; depth < deepestAtFirst && level.length > 0; depth++) {
      for (const container of level) rows += index.count[container] ?? 0;
      if (depth > 0 && this.unfinished.size > 0) return;
      // With one row for each level, nothing is seen yet but what stands around the data.
      if (shown > depth && rows > openAtFirst) return;
      for (const container of level) this.open.set(container, true);
      shown = rows;
      level = rows > openAtFirst ? [] : level.flatMap(container => [...index.inner(container)]);
    }
  }

  isUnfinished(start: number | undefined): boolean {
    return start !== undefined && this.unfinished.has(start);
  }

  /** What another model needs to go on with this text. */
  handOver(): OpenText {
    return { bytes: this.index.bytes, open: this.unfiltered.opened(), isSorted: this.isSorted };
  }

  sort(isSorted: boolean): void {
    this.isSorted = isSorted;
    this.forget();
  }

  /** Shows only what matches; without hits all. What was open before is open again after. */
  narrow(hits: Hits | undefined): void {
    if (!this.filter && !hits) return;
    this.forget();
    this.filter = hits && this.index.size > 0 ? new Filter(this.index, hits) : undefined;
    this.open = this.unfiltered;
    if (!this.filter) return;
    this.open = new OpenState(this.index, this.filter);
    this.open.setAll(this.filter.containers());
  }

  children(container: number): Children {
    const known = this.listed.get(container);
    if (known) return known;
    const children = this.ordered(container, listChildren(this.index, container));
    this.listedCount += children.starts.length;
    if (this.listedCount > listedLimit) this.forget(children.starts.length);
    this.listed.set(container, children);
    return children;
  }

  /** Where the value, or its key, begins: that names a value as long as the text is the same. */
  startOf({ container, ordinal }: Place): number {
    return container === none ? this.index.root : (this.children(container).starts[ordinal] ?? 0);
  }

  valueStart(place: Place): number {
    const start = this.startOf(place);
    return place.container !== none && this.index.isObject(place.container) ? skipKey(this.index.bytes, start) : start;
  }

  valueEnd(place: Place): number {
    const { index } = this;
    const { container, ordinal } = place;
    const inner = this.containerAt(place);
    if (inner !== none) return index.end[inner] ?? 0;
    if (container === none) return index.rootEnd;
    // Back from the comma or the brace behind it, because it can be long.
    const following = this.children(container).starts[ordinal + 1];
    const behind = following === undefined ? (index.end[container] ?? 0) : spaceBefore(index.bytes, following);
    return spaceBefore(index.bytes, behind - 1);
  }

  containerAt({ container, ordinal }: Place): number {
    if (container === none) return this.index.size > 0 ? 0 : none;
    return this.children(container).containers[ordinal] ?? none;
  }

  /** The value that begins at `start`, or that this lies in. */
  placeAt(start: number): Place {
    if (start <= this.index.root || this.index.size === 0) return rootPlace;
    const container = this.index.around(start);
    return { container, ordinal: entryAt(this.children(container).starts, start) };
  }

  pieces(place: Place): Pieces | undefined {
    return this.unfolded.size === 0 ? undefined : this.unfolded.get(this.startOf(place));
  }

  hasUnfolded(): boolean {
    return this.unfolded.size > 0;
  }

  /** Shows a string whole, as rows of at most `width` bytes, or folds it again. */
  unfold(place: Place, width: number): void {
    if (this.pieces(place)) return this.fold(place);
    const pieces = cutIntoPieces(this.index.bytes, this.valueStart(place) + 1, this.valueEnd(place) - 1, width);
    this.unfolded.set(this.startOf(place), pieces);
    if (place.container !== none) this.addRows(place.container, pieces.length - 1);
  }

  fold(place: Place): void {
    const pieces = this.pieces(place);
    if (!pieces) return;
    this.unfolded.delete(this.startOf(place));
    if (place.container !== none) this.addRows(place.container, 1 - pieces.length);
  }

  /** Whatever a filter shows now. */
  wasOpen(container: number): boolean {
    return this.unfiltered.isOpen(container);
  }

  /** Opens all that stands around a place. */
  openAround(place: Place): void {
    for (let container = place.container; container !== none; container = placeOf(this.index, container).container) {
      this.open.set(container, true);
    }
  }

  private addRows(container: number, rows: number): void {
    this.open.add(container, rows);
    if (this.open !== this.unfiltered) this.unfiltered.add(container, rows);
  }

  private ordered(container: number, children: Children): Children {
    const kept = this.filter?.kept(container);
    const wantsSorted = this.isSorted && this.index.isObject(container);
    if (!kept && !wantsSorted) return children;
    const ordinals = kept ? Uint32Array.from(kept) : children.starts.map((_, ordinal) => ordinal);
    return { ...children, order: wantsSorted ? sortedByKey(this.index.bytes, children.starts, ordinals) : ordinals };
  }

  private forget(count = 0): void {
    this.listed = new Map();
    this.listedCount = count;
  }
}

import type { Answer, OpenText, Reply, RowWindow, ShowWish, ToWorker, Violation, Wish } from "../messages.ts";
import { carryOver } from "./carryOver.ts";
import { copyOf } from "./copies.ts";
import { describe } from "./describe.ts";
import { Hits } from "./hits.ts";
import { Marks } from "./marks.ts";
import { aroundOf, openAll, toggle } from "./opening.ts";
import { follow, pathTo, pointerPath } from "./paths.ts";
import { type Place, rootPlace } from "./place.ts";
import { readRows } from "./rows.ts";
import { scan } from "./scan.ts";
import { search, searchText } from "./search.ts";
import { Tables } from "./tables.ts";
import { JsonError } from "./tokens.ts";
import { TreeModel } from "./treeModel.ts";
import { typedAhead } from "./typedAhead.ts";
import { rowOf, rowOfPiece } from "./walk.ts";

type Extra = Omit<Answer, "total" | "from" | "rows" | "hits">;

const nothing: Extra = {};

/** Holds a JSON text and answers the page's wishes, on the page's thread or on that of a worker. */
export class Engine {
  private model: TreeModel | undefined;
  private marks = new Marks();
  private problem: string | undefined;
  private readonly tables = new Tables();

  /** Whatever happens, there is a reply. */
  reply({ wish, window }: ToWorker): Reply {
    try {
      return { answer: this.answer(wish, window) };
    } catch (error) {
      return { failure: String(error) };
    }
  }

  answer(wish: Wish, window: RowWindow): Answer {
    const extra = this.fulfil(wish, window.line);
    const { model, marks, problem } = this;
    const total = model?.total ?? 0;
    const from = Math.max(0, Math.min(fromOf(window, extra.goTo), total - 1));
    const rows = model ? readRows(model, marks, { ...window, from }) : [];
    return { total, from, rows, hits: marks.hits.count, ...(problem === undefined ? {} : { problem }), ...extra };
  }

  private fulfil(wish: Wish, line: number): Extra {
    if (wish.type === "show") return this.show(wish, line);
    if (wish.type === "resume") return this.resume(wish.before);
    const { model } = this;
    return model ? this.change(model, wish, line) : nothing;
  }

  /** What is open, for a model on another thread. Of a text that is no JSON there is nothing to tell. */
  handOver(): OpenText | undefined {
    return this.model && !this.model.isText ? this.model.handOver() : undefined;
  }

  private resume({ bytes, open, isSorted }: OpenText): Extra {
    this.model = new TreeModel(scan(bytes), isSorted);
    this.model.open.setAll(open);
    return nothing;
  }

  private show(wish: ShowWish, line: number): Extra {
    const before = this.model;
    if (before && isSame(before.index.bytes, wish.bytes)) return { ...this.mark(before, wish.violations), isSame: true };
    this.marks = new Marks();
    this.problem = undefined;
    try {
      this.model = wish.isBeginning ? TreeModel.ofBeginning(wish.bytes, wish.isSorted) : new TreeModel(scan(wish.bytes), wish.isSorted);
      this.mark(this.model, wish.violations);
      if (!before || before.isText) return this.begin(this.model);
      carryOver(before, this.model);
      const kept = follow(this.model, pathTo(before, before.placeAt(wish.keep)));
      return goTo(rowOf(this.model, kept.place));
    } catch (error) {
      if (!(error instanceof JsonError)) throw error;
      this.model = TreeModel.ofText(wish.bytes, line);
      this.problem = wish.bytes.length === 0 ? "There is no text." : `This is not JSON, so it is shown as text. ${error.message}`;
      return wish.bytes.length === 0 ? nothing : goTo(rowOfPiece(this.model, rootPlace, error.at));
    }
  }

  private mark(model: TreeModel, violations: readonly Violation[]): Extra {
    const startOf = (pointer: string): number => model.startOf(follow(model, pointerPath(pointer)).place);
    this.marks.setWrong(violations.map(({ pointer, message }) => ({ at: startOf(pointer), message })));
    return nothing;
  }

  private begin(model: TreeModel): Extra {
    model.openFirst();
    return nothing;
  }

  private change(model: TreeModel, wish: Exclude<Wish, { type: "show" | "resume" }>, line: number): Extra {
    switch (wish.type) {
      case "rows":
        return nothing;
      case "sort":
        model.sort(wish.isSorted);
        return goTo(rowOf(model, model.placeAt(wish.keep)));
      case "depth":
        model.open.setBelow(0, true, wish.depth);
        return nothing;
      case "search":
        return this.search(model, wish);
      case "step":
        return this.step(model, wish.from, wish.by);
      case "reveal":
        return goToPlace(model, follow(model, pointerPath(wish.pointer)).place);
      default:
        return this.changeAt(model, wish, line);
    }
  }

  private changeAt(model: TreeModel, wish: Extract<Wish, { id: number }>, line: number): Extra {
    const place = model.placeAt(wish.id);
    switch (wish.type) {
      case "toggle":
        toggle(model, place, { isOpen: wish.isOpen, width: line });
        return nothing;
      case "below":
        model.open.setBelow(model.containerAt(place), wish.isOpen, Number.POSITIVE_INFINITY);
        return nothing;
      case "siblings":
        openAll(model, place.container);
        return goTo(rowOf(model, place));
      case "parent":
        return goTo(rowOf(model, aroundOf(model, place, wish.id)));
      case "typed":
        return goTo(typedAhead(model, place, wish.text));
      case "copy":
        return { text: copyOf(model, place, wish.what) };
      case "table":
      case "csv":
        return this.tables.answer(model, wish);
      case "element":
        return goToPlace(model, { container: model.containerAt(place), ordinal: wish.element });
      case "describe":
        return describe(model, place);
    }
  }

  private search(model: TreeModel, { query, isFiltered, from, stays }: Extract<Wish, { type: "search" }>): Extra {
    this.marks.hits = query ? (model.isText ? searchText(model.index, query) : search(model.index, query)) : new Hits();
    const { hits } = this.marks;
    model.narrow(isFiltered && query ? hits : undefined);
    return hits.count > 0 && !stays ? this.goToHit(model, hits.firstFrom(from) % hits.count) : nothing;
  }

  private step(model: TreeModel, from: number, by: 1 | -1): Extra {
    const { hits } = this.marks;
    if (hits.count === 0) return nothing;
    const hit = by === 1 ? hits.firstFrom(from + 1) : hits.firstFrom(from) - 1;
    return this.goToHit(model, (hit + hits.count) % hits.count);
  }

  private goToHit(model: TreeModel, hit: number): Extra {
    const { hits } = this.marks;
    if (model.isText) return { ...goTo(rowOfPiece(model, rootPlace, hits.start(hit))), hit };
    const place: Place = { container: hits.container(hit), ordinal: hits.ordinal(hit) };
    return { ...goToPlace(model, place), hit };
  }
}

function goToPlace(model: TreeModel, place: Place): Extra {
  model.openAround(place);
  return goTo(rowOf(model, place));
}

/** Where the view goes to a row that it does not know, it needs those around it. */
function fromOf({ from, count }: RowWindow, goTo = from): number {
  return goTo >= from && goTo < from + count ? from : goTo - (count >> 1);
}

function goTo(row: number | undefined): Extra {
  return row === undefined ? nothing : { goTo: row };
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

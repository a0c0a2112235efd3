import type { Query } from "./messages.ts";
import type { RowElement } from "./rowElement.ts";

/** One for the page: all trees light up their hits under the same name. */
const all = new Highlight();
CSS.highlights.set("json-found", all);
/** Those in the active row, from which the next one is gone to. */
const now = new Highlight();
now.priority = 1;
CSS.highlights.set("json-found-now", now);

/** Lights up what was searched for in the rows that are drawn, without any element. */
export class Lights {
  private ranges: Range[] = [];

  show(rows: readonly RowElement[], query: Query | undefined): void {
    this.clear();
    if (!query) return;
    for (const shown of rows.filter(({ row, element }) => row?.isHit && !element.hidden)) {
      const sorts = shown.element.ariaSelected === "true" ? [all, now] : [all];
      for (const node of shown.texts()) this.light(node, query, sorts);
    }
  }

  clear(): void {
    for (const range of this.ranges.splice(0)) for (const sort of [all, now]) sort.delete(range);
  }

  private light(within: Node, query: Query, sorts: readonly Highlight[]): void {
    const wanted = query.matchCase ? query.text : query.text.toLowerCase();
    const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = query.matchCase ? (node.nodeValue ?? "") : (node.nodeValue ?? "").toLowerCase();
      for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) {
        const range = rangeOf(node, at, at + wanted.length);
        this.ranges.push(range);
        for (const sort of sorts) sort.add(range);
      }
    }
  }
}

function rangeOf(node: Node, from: number, to: number): Range {
  const range = document.createRange();
  range.setStart(node, from);
  range.setEnd(node, Math.min(to, node.nodeValue?.length ?? 0));
  return range;
}

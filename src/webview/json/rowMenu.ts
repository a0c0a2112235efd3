import { linkIn } from "./link.ts";
import { openMenu, type MenuItem } from "./menu.ts";
import type { Wish } from "./messages.ts";
import type { Row } from "./row.ts";

/** What the view can do for an item of a menu. */
export interface RowAct {
  readonly ask: (wish: Wish) => void;
  readonly openLink: (url: string) => void;
  readonly openTable: (id: number) => void;
}

/** What the view can do as a whole. */
export interface ViewAct {
  readonly ask: (wish: Wish) => void;
  readonly isSorted: boolean;
  readonly sort: (isSorted: boolean) => void;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

export function openRowMenu(at: Point, row: Row, act: RowAct): void {
  openMenu(at, "Value", rowMenu(row, act));
}

export function openViewMenu(at: Point, act: ViewAct): void {
  openMenu(at, "Tree", viewMenu(act));
}

/** What can be done with a row. */
function rowMenu(row: Row, { ask, openLink, openTable }: RowAct): MenuItem[] {
  const { id } = row;
  const link = linkIn(row);
  const isContainer = row.isOpen !== undefined && row.kind !== "string";
  return [
    { label: "Copy Value", keys: "Ctrl+C", act: () => ask({ type: "copy", id, what: "value" }) },
    { label: "Copy JSONPath", keys: "Ctrl+Shift+C", act: () => ask({ type: "copy", id, what: "jsonPath" }) },
    { label: "Copy JavaScript Path", act: () => ask({ type: "copy", id, what: "javaScript" }) },
    ...(link === undefined ? [] : [{ label: "Open Link...", act: () => openLink(link) }]),
    ...(row.isTable ? [{ label: "Show as Table", act: () => openTable(id) }] : []),
    ...(isContainer
      ? [
          { label: "Expand All Below", act: () => ask({ type: "below", id, isOpen: true }) },
          { label: "Collapse All Below", act: () => ask({ type: "below", id, isOpen: false }) },
        ]
      : []),
  ];
}

const depths = [1, 2, 3, 4, 5];

/** What can be done with the tree. */
function viewMenu({ ask, isSorted, sort }: ViewAct): MenuItem[] {
  return [
    { label: "Sort Keys", isChecked: isSorted, act: () => sort(!isSorted) },
    ...depths.map(depth => ({ label: depth === 1 ? "Expand 1 Level" : `Expand ${depth} Levels`, act: () => ask({ type: "depth", depth }) })),
    { label: "Expand All", act: () => ask({ type: "depth", depth: Number.POSITIVE_INFINITY }) },
    { label: "Collapse All", act: () => ask({ type: "depth", depth: 0 }) },
  ];
}

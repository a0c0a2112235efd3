import type { Wish } from "./messages.ts";
import type * as RowMenu from "./rowMenu.ts";
import type { TreeList } from "./treeList.ts";

export interface LateMenusOptions {
  readonly list: TreeList;
  readonly ask: (wish: Wish) => void;
  readonly openLink: (url: string) => void;
  readonly openTable: (id: number) => void;
  readonly isSorted: () => boolean;
  readonly sort: (isSorted: boolean) => void;
  readonly onDidFail: (why: string) => void;
}

/** The menus of the tree. Their code comes when the first is opened. */
export class LateMenus {
  private readonly options: LateMenusOptions;

  constructor(options: LateMenusOptions) {
    this.options = options;
  }

  /** For the active row: at the point that was clicked, or below the row. */
  openForRow(at?: { x: number; y: number }): void {
    const { list } = this.options;
    const row = list.activeRow;
    const box = list.elementOf(list.active)?.getBoundingClientRect();
    if (!row || !box || row.kind === "piece") return;
    this.withCode(({ openRowMenu }) => openRowMenu(at ?? { x: box.left + 24, y: box.bottom }, row, this.options));
  }

  openForTree(button: HTMLElement): void {
    const { ask, isSorted, sort } = this.options;
    const { left, bottom } = button.getBoundingClientRect();
    this.withCode(({ openViewMenu }) => openViewMenu({ x: left, y: bottom }, { ask, isSorted: isSorted(), sort }));
  }

  private withCode(open: (menus: typeof RowMenu) => void): void {
    import("./rowMenu.ts").then(open).catch((error: unknown) => this.options.onDidFail(String(error)));
  }
}

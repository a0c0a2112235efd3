import type { Wish } from "./messages.ts";
import type { Row } from "./row.ts";
import type { TreeList } from "./treeList.ts";

export interface TreePointerOptions {
  readonly list: TreeList;
  readonly ask: (wish: Wish) => void;
  readonly openMenu: (at: { x: number; y: number }) => void;
}

/** The mouse, the pen or the finger in the tree. */
export class TreePointer {
  private readonly options: TreePointerOptions;
  private hovered: { readonly id: number; readonly element: HTMLElement } | undefined;

  constructor(options: TreePointerOptions) {
    this.options = options;
  }

  listen(): void {
    const { element } = this.options.list;
    element.addEventListener("click", event => this.click(event));
    element.addEventListener("contextmenu", event => this.rightClick(event));
    element.addEventListener("pointerover", event => this.hover(event));
  }

  /** What a value means, if the pointer is still over it. */
  tell(id: number, meaning: string | undefined): void {
    if (this.hovered?.id === id) this.hovered.element.title = meaning ?? "";
  }

  private click({ target }: MouseEvent): void {
    const { list, ask } = this.options;
    const number = list.rowOf(target);
    if (number === undefined) return;
    list.activate(number);
    const row = list.activeRow;
    // Whoever has just selected some text does not want it to move away.
    if (row?.isOpen !== undefined && isToggle(target, row) && getSelection()?.isCollapsed !== false) ask({ type: "toggle", id: row.id });
  }

  private rightClick(event: MouseEvent): void {
    event.preventDefault();
    const { list, openMenu } = this.options;
    const number = list.rowOf(event.target);
    if (number === undefined) return;
    list.activate(number);
    openMenu({ x: event.clientX, y: event.clientY });
  }

  private hover({ target }: PointerEvent): void {
    const { list, ask } = this.options;
    const row = list.rowAt(list.rowOf(target) ?? -1);
    if (!row || !(target instanceof HTMLElement)) return;
    target.title = "";
    this.hovered = { id: row.id, element: target };
    if (row.kind === "string" || row.kind === "number") ask({ type: "describe", id: row.id });
  }
}

/** A long string is to be read, so only its arrow and its words fold it. */
function isToggle(target: EventTarget | null, row: Row): boolean {
  return row.kind !== "string" || (target instanceof Element && target.closest(".json-twist, .json-unfold") !== null);
}

import { isTyped, keyAction, type KeyAction } from "./keys.ts";
import type { Wish } from "./messages.ts";
import type { TreeList } from "./treeList.ts";

/** Letters that follow each other within this time are one word. */
const wordMs = 700;

export interface TreeKeysOptions {
  readonly list: TreeList;
  readonly ask: (wish: Wish) => void;
  /** What goes beyond moving, opening and closing. */
  readonly act: (action: BeyondAction) => void;
}

export type BeyondAction = Extract<KeyAction, "find" | "next" | "previous" | "copy" | "copyPath" | "menu" | "leave">;

/** The keyboard in the tree, as the tree pattern of the ARIA practices has it. */
export class TreeKeys {
  private readonly options: TreeKeysOptions;
  private typed = { text: "", at: 0 };

  constructor(options: TreeKeysOptions) {
    this.options = options;
  }

  listen(): void {
    this.options.list.element.addEventListener("keydown", event => this.press(event));
  }

  private press(event: KeyboardEvent): void {
    const action = keyAction(event);
    if (action === "copy" && getSelection()?.isCollapsed === false) return;
    if (action !== undefined) this.act(action);
    else if (isTyped(event)) this.type(event.key, event.timeStamp);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private act(action: KeyAction): void {
    const { list } = this.options;
    const moves: Partial<Readonly<Record<KeyAction, () => void>>> = {
      up: () => list.activate(list.active - 1),
      down: () => list.activate(list.active + 1),
      pageUp: () => list.activate(list.active - list.page),
      pageDown: () => list.activate(list.active + list.page),
      first: () => list.activate(0),
      last: () => list.activate(list.last),
      open: () => this.open(),
      close: () => this.close(),
      toggle: () => this.askAt("toggle"),
      siblings: () => this.askAt("siblings"),
    };
    const move = moves[action];
    if (move) move();
    else if (isBeyond(action)) this.options.act(action);
  }

  private open(): void {
    const { list } = this.options;
    if (list.activeRow?.isOpen === true) list.activate(list.active + 1);
    else if (list.activeRow?.isOpen === false) this.askAt("toggle");
  }

  private close(): void {
    if (this.options.list.activeRow?.isOpen === true) this.askAt("toggle");
    else this.askAt("parent");
  }

  private askAt(type: "toggle" | "siblings" | "parent"): void {
    const row = this.options.list.activeRow;
    if (row && !(type === "toggle" && row.isOpen === undefined)) this.options.ask({ type, id: row.id });
  }

  private type(letter: string, at: number): void {
    const row = this.options.list.activeRow;
    if (!row) return;
    this.typed = { text: at - this.typed.at > wordMs ? letter : this.typed.text + letter, at };
    this.options.ask({ type: "typed", text: this.typed.text, id: row.id });
  }
}

function isBeyond(action: KeyAction): action is BeyondAction {
  return ["find", "next", "previous", "copy", "copyPath", "menu", "leave"].includes(action);
}

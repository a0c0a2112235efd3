export interface MenuItem {
  readonly label: string;
  /** The keys that do the same. */
  readonly keys?: string;
  readonly isChecked?: boolean;
  readonly act: () => void;
}

/** Shows a menu at a point of the window until something is chosen or it is left; then gives the focus back. */
export function openMenu(at: { x: number; y: number }, label: string, items: readonly MenuItem[]): void {
  const before = document.activeElement;
  const menu = document.createElement("div");
  menu.className = "json-menu";
  menu.setAttribute("role", "menu");
  menu.ariaLabel = label;
  let isOpen = true;
  const close = (): void => {
    // Removing what has the focus makes it lose the focus, which closes again.
    if (!isOpen) return;
    isOpen = false;
    menu.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  };
  menu.append(...items.map(item => button(item, close)));
  menu.addEventListener("keydown", event => walkMenu(event, menu, close));
  menu.addEventListener("focusout", event => {
    if (!(event.relatedTarget instanceof Node) || !menu.contains(event.relatedTarget)) close();
  });
  document.body.append(menu);
  menu.style.left = `${Math.max(0, Math.min(at.x, innerWidth - menu.offsetWidth - 4))}px`;
  menu.style.top = `${Math.max(0, Math.min(at.y, innerHeight - menu.offsetHeight - 4))}px`;
  focusItem(menu, 0);
}

function button({ label, keys, isChecked, act }: MenuItem, close: () => void): HTMLElement {
  const element = document.createElement("button");
  element.type = "button";
  element.tabIndex = -1;
  element.setAttribute("role", isChecked === undefined ? "menuitem" : "menuitemcheckbox");
  if (isChecked !== undefined) element.ariaChecked = String(isChecked);
  element.textContent = label;
  if (keys !== undefined) element.dataset["keys"] = keys;
  element.addEventListener("click", () => {
    close();
    act();
  });
  return element;
}

function walkMenu(event: KeyboardEvent, menu: HTMLElement, close: () => void): void {
  const at = [...menu.children].findIndex(item => item === document.activeElement);
  const moves: Readonly<Record<string, () => void>> = {
    ArrowDown: () => focusItem(menu, at + 1),
    ArrowUp: () => focusItem(menu, at - 1),
    Home: () => focusItem(menu, 0),
    End: () => focusItem(menu, -1),
    Escape: close,
    Tab: close,
  };
  const move = moves[event.key];
  if (!move) return;
  event.preventDefault();
  event.stopPropagation();
  move();
}

function focusItem(menu: HTMLElement, wanted: number): void {
  const { length } = menu.children;
  const item = menu.children[(wanted + length) % length];
  if (item instanceof HTMLElement) item.focus();
}

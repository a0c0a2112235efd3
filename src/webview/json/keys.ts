/** What a key means in the tree. */
export type KeyAction =
  | "up" | "down" | "pageUp" | "pageDown" | "first" | "last"
  | "open" | "close" | "toggle" | "siblings"
  | "find" | "next" | "previous" | "copy" | "copyPath" | "menu" | "leave";

type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

const plain: Readonly<Record<string, KeyAction>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  PageUp: "pageUp",
  PageDown: "pageDown",
  Home: "first",
  End: "last",
  ArrowRight: "open",
  ArrowLeft: "close",
  Enter: "toggle",
  " ": "toggle",
  "*": "siblings",
  F3: "next",
  ContextMenu: "menu",
  Escape: "leave",
};

export function keyAction(pressed: Pressed): KeyAction | undefined {
  const { key, altKey, shiftKey } = pressed;
  if (altKey) return undefined;
  if (pressed.ctrlKey || pressed.metaKey) return withControl(key.toLowerCase(), shiftKey);
  if (shiftKey && key === "F3") return "previous";
  if (shiftKey && key === "F10") return "menu";
  return plain[key];
}

function withControl(key: string, isShifted: boolean): KeyAction | undefined {
  if (key === "f" && !isShifted) return "find";
  if (key === "c") return isShifted ? "copyPath" : "copy";
  if (key === "home") return "first";
  return key === "end" ? "last" : undefined;
}

/** A letter, a digit or a sign that belongs to a key one looks for; with a question mark one asks for help. */
export function isTyped({ key, ctrlKey, metaKey, altKey }: Pressed): boolean {
  return /^.$/u.test(key) && key !== " " && key !== "*" && key !== "?" && !ctrlKey && !metaKey && !altKey;
}

/** What a key does, wherever the focus is but in a field or a list that takes keys itself. */
export interface KeyDeed {
  readonly key: string;
  /** For the list of all keys. */
  readonly words: string;
  act(): void;
}

/** Where typing means something else. */
const takesKeys = "input:not([type=range], [type=radio]), textarea, select, [role=menu], [contenteditable], dialog";
/** Where letters look for a row that begins with them; no row is looked for by a question mark. */
const takesLetters = "[role=tree]";

/** Carries out the deeds of keys; plain keys only, as those with Ctrl belong to the editor. */
export function listenToKeys(deeds: readonly KeyDeed[]): void {
  const byKey = new Map(deeds.map(deed => [deed.key, deed]));
  window.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const deed = byKey.get(event.key);
    if (!deed || (event.target instanceof Element && isTakenAt(event.target, event.key))) return;
    event.preventDefault();
    deed.act();
  });
}

function isTakenAt(place: Element, key: string): boolean {
  return place.closest(takesKeys) !== null || (key !== "?" && place.closest(takesLetters) !== null);
}

/** Goes to the first control within; false where there is none. */
export function goToControl(within: string): boolean {
  const control = document.querySelector(`${within} :is(input, textarea, button)`);
  if (!(control instanceof HTMLElement)) return false;
  control.focus();
  return true;
}

/** Goes to a section by its heading, which says what it is. */
export function goToSection(name: string): void {
  const heading = document.querySelector(`.section.${name} .fold`);
  if (!(heading instanceof HTMLElement)) return;
  heading.focus({ preventScroll: true });
  heading.closest(".section")?.scrollIntoView({ block: "start" });
}

/** What a key does, wherever the focus is but in a field or a list that takes keys itself. */
export interface KeyDeed {
  readonly key: string;
  /** For the list of all keys. */
  readonly words: string;
  act(): void;
}

/** Where typing means something else. */
const takesKeys = "input, textarea, select, [role=tree], [role=grid], [role=treegrid], [contenteditable], dialog";

/** Carries out the deeds of keys; plain keys only, as those with Ctrl belong to the editor. */
export function listenToKeys(deeds: readonly KeyDeed[]): void {
  const byKey = new Map(deeds.map(deed => [deed.key, deed]));
  window.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target instanceof Element && event.target.closest(takesKeys)) return;
    const deed = byKey.get(event.key);
    if (!deed) return;
    event.preventDefault();
    deed.act();
  });
}

/** Goes to a section by its heading, which says what it is. */
export function goToSection(name: string): void {
  const heading = document.querySelector(`.section.${name} .fold`);
  if (!(heading instanceof HTMLElement)) return;
  heading.focus({ preventScroll: true });
  heading.closest(".section")?.scrollIntoView({ block: "start" });
}

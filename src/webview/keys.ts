/** What a key does, wherever the focus is but in a field or a list that takes keys itself. */
export interface KeyDeed {
  readonly key: string;
  /** For the list of all keys. */
  readonly words: string;
  act(): void;
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

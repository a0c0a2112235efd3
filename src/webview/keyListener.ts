import type { LateParts } from "./lateParts.ts";
import type { Page } from "./page.ts";

/** Where typing means something else. */
const takesKeys = "input:not([type=range], [type=radio]), textarea, select, [role=menu], [contenteditable], dialog";
/** Where letters look for a row that begins with them; no row is looked for by a question mark. */
const takesLetters = "[role=tree]";

/** Carries out the deeds of keys; plain keys only, as those with Ctrl belong to the editor. */
export function listenToKeys(page: Page, keys: LateParts["keys"]): void {
  window.addEventListener("keydown", event => {
    if (!page.memory.hasKeys) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.key.length > 1) return;
    if (event.target instanceof Element && isTakenAt(event.target, event.key)) return;
    keys.with(({ deeds }) => {
      const deed = deeds.find(({ key }) => key === event.key);
      if (!deed) return;
      event.preventDefault();
      deed.act();
    });
  });
}

function isTakenAt(place: Element, key: string): boolean {
  return place.closest(takesKeys) !== null || (key !== "?" && place.closest(takesLetters) !== null);
}

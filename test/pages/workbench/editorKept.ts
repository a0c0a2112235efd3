import type { Page } from "playwright-core";

/** Where the window keeps something, and then this word in it. */
const kept = (place: string, word: string): RegExp => new RegExp(`"key":"${place}","value":"(?:[^"\\\\]|\\\\.)*${word}`);

/** Waits until the window has written down that an editor of this kind is open. */
export async function editorKept(page: Page, word: string): Promise<void> {
  await untilKept(page, kept("memento/workbench\\.parts\\.editor", word));
}

/** The same of what the extension remembers for the window. */
export async function stateKept(page: Page, word: string): Promise<void> {
  await untilKept(page, kept("task-runs-for-deck\\.deck-task-runs", word));
}

async function untilKept(page: Page, pattern: RegExp): Promise<void> {
  for (;;) {
    await lookAway(page);
    if (pattern.test(JSON.stringify(await page.context().storageState({ indexedDB: true })))) return;
    await page.waitForTimeout(250);
  }
}

/** For a moment: a window writes down what is new when it loses the focus, and by itself only every few seconds. */
async function lookAway(page: Page): Promise<void> {
  await page.evaluate(`
    document.hasFocus = () => false;
    document.dispatchEvent(new Event("visibilitychange"));
    delete document.hasFocus;
    document.dispatchEvent(new Event("visibilitychange"));
  `);
}

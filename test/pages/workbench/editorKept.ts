import type { Page } from "playwright-core";

/** Where the window keeps something, and then this word in it. */
const kept = (place: string, word: string): RegExp => new RegExp(`"key":"${place}","value":"(?:[^"\\\\]|\\\\.)*${word}`);

/** Waits until the window has written down that an editor of this kind is open, as it does some seconds after a change. */
export async function editorKept(page: Page, word: string): Promise<void> {
  await untilKept(page, kept("memento/workbench\\.parts\\.editor", word));
}

/** The same of what the extension remembers for the window. */
export async function stateKept(page: Page, word: string): Promise<void> {
  await untilKept(page, kept("task-runs-for-deck\\.deck-task-runs", word));
}

async function untilKept(page: Page, pattern: RegExp): Promise<void> {
  while (!pattern.test(JSON.stringify(await page.context().storageState({ indexedDB: true })))) await page.waitForTimeout(250);
}

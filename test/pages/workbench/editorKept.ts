import type { Page } from "playwright-core";

/** Where the window keeps which editors are open, and then this word in it. */
const kept = (word: string): RegExp => new RegExp(`"key":"memento/workbench\\.parts\\.editor","value":"(?:[^"\\\\]|\\\\.)*${word}`);

/** Waits until the window has written down that an editor of this kind is open, as it does some seconds after a change. */
export async function editorKept(page: Page, word: string): Promise<void> {
  while (!kept(word).test(JSON.stringify(await page.context().storageState({ indexedDB: true })))) await page.waitForTimeout(250);
}

import type { Page } from "playwright-core";

/** Waits until the window has written down something with this text, as it does some seconds after a change. */
export async function keptByWindow(page: Page, text: string): Promise<void> {
  for (;;) {
    const kept = await page.context().storageState({ indexedDB: true });
    if (JSON.stringify(kept).includes(text)) return;
    await page.waitForTimeout(250);
  }
}

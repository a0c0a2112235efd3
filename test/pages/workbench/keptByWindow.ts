import type { Page } from "playwright-core";

/** Waits until the window has written down something with this text, as it does some seconds after a change. */
export async function keptByWindow(page: Page, text: string): Promise<void> {
  while (!(await page.evaluate(databasesHold, text))) await page.waitForTimeout(250);
}

/** Runs in the page; it knows nothing of what is around it here. */
async function databasesHold(text: string): Promise<boolean> {
  const page: any = globalThis;
  const done = (request: any): Promise<any> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  for (const { name } of await page.indexedDB.databases()) {
    const database = await done(page.indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const values: unknown[] = await done(database.transaction(store).objectStore(store).getAll());
      if (values.some(value => typeof value === "string" && value.includes(text))) return true;
    }
    database.close();
  }
  return false;
}

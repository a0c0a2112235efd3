import type { Page } from "playwright-core";

/** What the window does, seen from inside of it: no test's own way of looking is in the times. */
export async function watchPage(page: Page): Promise<void> {
  await page.evaluate(`
    globalThis.longestTaskMs = 0;
    globalThis.taskObserver?.disconnect();
    globalThis.taskObserver = new PerformanceObserver(list => {
      for (const { duration } of list.getEntries()) globalThis.longestTaskMs = Math.max(globalThis.longestTaskMs, duration);
    });
    globalThis.taskObserver.observe({ type: "longtask" });
  `);
}

/** In ms; 0: none was longer than 50 ms, which is what browsers tell of. */
export async function longestTask(page: Page): Promise<number> {
  return Number(await page.evaluate("globalThis.longestTaskMs"));
}

/** Notes when so many rows are painted whose labels begin like this. */
export async function watchForRows(page: Page, label: string, rows: number): Promise<void> {
  await page.evaluate(`
    globalThis.rowsPainted = new Promise(resolve => {
      const isThere = () => document.querySelectorAll('[role="treeitem"][aria-label^=${JSON.stringify(label)}]').length >= ${rows};
      const observer = new MutationObserver(() => {
        if (!isThere()) return;
        observer.disconnect();
        requestAnimationFrame(() => resolve(Date.now()));
      });
      observer.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-label"] });
    });
    undefined;
  `);
}

export async function rowsPaintedAt(page: Page): Promise<number> {
  return Number(await page.evaluate("globalThis.rowsPainted"));
}

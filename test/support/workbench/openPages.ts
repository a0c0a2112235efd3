import { join } from "node:path";
import type { Page } from "playwright-core";
import { root } from "../paths.ts";

const pages = new Set<Page>();

export function rememberPage(page: Page): void {
  pages.add(page);
  page.once("close", () => pages.delete(page));
}

/** Says what a test saw that failed: a picture of each workbench that is open, into shots/. */
export async function photographOpenPages(title: string): Promise<void> {
  const name = title.replaceAll(/\W+/g, "-");
  for (const [index, page] of Array.from(pages).entries()) {
    const path = join(root, "shots", `failed-${name}-${index + 1}.png`);
    await page.screenshot({ path, timeout: 5_000 });
    console.log(`      what it looked like: ${path}`);
  }
}

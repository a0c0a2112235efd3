import type { FrameLocator, Locator, Page } from "playwright-core";

/** Shows the Deck container in the side bar and returns its tree of runs. */
export async function openDeckView(page: Page): Promise<Locator> {
  const tab = page.locator(".activitybar").getByRole("tab", { name: /^Deck\b/ });
  const tree = page.getByRole("tree", { name: "Runs" });
  const isShown = async (): Promise<boolean> => (await tab.getAttribute("aria-selected")) === "true" && tree.isVisible();
  await tab.waitFor();
  // A window that is still starting may go back to the container that it showed the last time.
  for (let tries = 0; tries < 3 && !(await isShown()); tries++) {
    if ((await tab.getAttribute("aria-selected")) !== "true") await tab.click();
    await tree.waitFor({ timeout: 3_000 }).catch(() => undefined);
  }
  return tree;
}

/** A line of the tree by its words, as a screen reader would say them. Only lines that are scrolled into view exist. */
export function treeItem(page: Page, name: string | RegExp): Locator {
  return page.getByRole("tree", { name: "Runs" }).getByRole("treeitem", { name });
}

/** From the menu of a line. By the keyboard at the end: the editor ignores clicks right after a menu has opened. */
export async function chooseFromMenu(line: Locator, title: string): Promise<void> {
  await line.click({ button: "right" });
  const item = line.page().getByRole("menuitem", { name: title });
  await item.hover();
  await line.page().keyboard.press("Enter");
  await item.waitFor({ state: "hidden" });
}

/** Runs a command the way a person does: by its title, in the palette. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press("F1");
  const input = quickInput(page).locator("input.input");
  await input.fill(`>${title}`);
  // Until the list is narrowed down, the line in front is another command.
  const line = quickInput(page).locator(".monaco-list-row.focused").and(page.getByRole("option", { name: title }));
  await line.waitFor();
  await input.press("Enter");
  // What the command asks stands in the same widget: nothing is to be typed into the palette any more.
  await line.waitFor({ state: "detached" });
}

/** The box that asks: palette, pick or input. */
export function quickInput(page: Page): Locator {
  return page.locator(".quick-input-widget:visible");
}

/** Writes over what has the keyboard, once that is an editor. In one piece: typed key by key, brackets and quotes would be closed by themselves. */
export async function overwrite(page: Page, text: string): Promise<void> {
  await page.locator(".editor-instance .monaco-editor.focused").first().waitFor();
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Delete");
  await page.keyboard.insertText(text);
}

/** At the editor's own box for files, which writes its proposal late, and over what was typed before. */
export async function choosePath(page: Page, path: string, isDone: () => Promise<boolean>): Promise<void> {
  const input = quickInput(page).locator("input.input");
  const ok = quickInput(page).getByRole("button", { name: /^(OK|Save Here)$/ });
  while (!(await isDone())) {
    if ((await input.inputValue({ timeout: 500 }).catch(() => "")) === path) await ok.click({ timeout: 500 }).catch(() => undefined);
    else await input.fill(path, { timeout: 500 }).catch(() => undefined);
    await page.waitForTimeout(150);
  }
}

/** At the box that asks for a key. The palette is the same widget: what is typed too early goes to the one that was there before. */
export async function enterKey(page: Page, key: string): Promise<void> {
  const input = quickInput(page).locator("input.input[type=password]");
  await input.fill(key);
  await input.press("Enter");
}

/** What the panel in front shows; VS Code wraps it twice. */
export function panelContent(page: Page): FrameLocator {
  return page.locator("iframe.webview.ready:visible").last().contentFrame().locator("iframe#active-frame").contentFrame();
}

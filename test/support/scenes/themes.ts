import type { Workbench } from "../workbench/openWorkbench.ts";

export const themes = { dark: "Default Dark Modern", light: "Default Light Modern" } as const;

/** Changes the colours around whatever is open, and waits until all of it has them. */
export async function wearTheme({ page, inHost }: Workbench, title: string): Promise<void> {
  await inHost(async (vscode, theme) => {
    await vscode.workspace.getConfiguration("workbench").update("colorTheme", theme, vscode.ConfigurationTarget.Global);
  }, title);
  const isDark = title.includes("Dark");
  await page.locator(`.monaco-workbench.${isDark ? "vs-dark" : "vs"}`).waitFor();
  const dressed = `body:not([data-vscode-theme-kind]), body.vscode-${isDark ? "dark" : "light"}`;
  for (const frame of page.frames()) await frame.locator(dressed).first().waitFor({ state: "attached" });
  // Two frames of the browser: one in which the new colours are computed, one in which they are seen.
  await page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
}

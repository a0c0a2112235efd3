import type { FromRunPage } from "../protocol/runPage.ts";

/** What the editor gives to a page, once. */
interface Editor {
  postMessage(message: FromRunPage): void;
  /** Kept over a reload of the window, so that the panel can be restored. */
  setState(state: { readonly id: string }): void;
}

declare function acquireVsCodeApi(): Editor;

export const editor: Editor = acquireVsCodeApi();

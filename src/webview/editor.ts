import type { FromRunPage, PanelView } from "../protocol/runPage.ts";

/** Kept over a reload of the window, so that the panel can be restored. */
export interface KeptState {
  readonly id: string;
  readonly isPreview: boolean;
  readonly profile?: NonNullable<PanelView["profile"]>;
}

/** What the editor gives to a page, once. */
interface Editor {
  postMessage(message: FromRunPage): void;
  setState(state: KeptState): void;
}

declare function acquireVsCodeApi(): Editor;

export const editor: Editor = acquireVsCodeApi();

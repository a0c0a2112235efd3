import type { FromRunPage, PanelView, ToRunPage } from "../protocol/runPage.ts";

/** Kept over a reload of the window, so that the panel can be restored. */
export interface KeptState {
  readonly id: string;
  readonly isPreview: boolean;
  readonly profile?: NonNullable<PanelView["profile"]>;
  /** To a review, as far as it is written. Never an answer: those are for the service alone. */
  readonly note?: string;
}

/** What the editor gives to a page, once. */
interface Editor {
  postMessage(message: FromRunPage): void;
  getState(): KeptState | undefined;
  setState(state: KeptState): void;
}

declare function acquireVsCodeApi(): Editor;

export const editor: Editor = acquireVsCodeApi();

/** What the editor keeps of a run; nothing of another one. */
export function keptOf(id: string): KeptState | undefined {
  const kept = editor.getState();
  return kept?.id === id ? kept : undefined;
}

/** What the host wrote into the page. Of a panel that went on to another run it is about the run before. */
export function firstMessage(): ToRunPage | undefined {
  const text = document.getElementById("first-message")?.textContent;
  const message: ToRunPage | undefined = text ? JSON.parse(text) : undefined;
  if (message?.type !== "state") return undefined;
  const { state } = message;
  const kept = editor.getState();
  return kept && kept.id !== (state.kind === "run" ? state.run.id : state.id) ? undefined : message;
}

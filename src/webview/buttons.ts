import { html, nothing, type TemplateResult } from "lit/html.js";
import type { FromRunPage, RunAction, RunActionId, RunView } from "../protocol/runPage.ts";
import { icon } from "./icon.ts";
import type { Page } from "./page.ts";

/**
 * The button of an action. One that is not possible now stays reachable, so that keyboard and screen reader
 * can find out why.
 */
export function actionButton(page: Page, action: RunAction, look: "primary" | "secondary"): TemplateResult {
  const { why } = action;
  return html`<button
    type="button"
    class="button ${look}"
    data-action=${action.id}
    aria-disabled=${why === undefined ? nothing : "true"}
    aria-description=${why ?? nothing}
    title=${why ?? nothing}
    @click=${() => takeAction(page, action)}
  >
    ${action.label}
  </button>`;
}

/** The same as an icon; nothing for an action that there is not. */
export function actionIcon(page: Page, action: RunAction | undefined, name: string): TemplateResult | typeof nothing {
  if (!action) return nothing;
  const { label, why } = action;
  return html`<button
    type="button"
    class="icon-button"
    aria-label=${label}
    aria-disabled=${why === undefined ? nothing : "true"}
    aria-description=${why ?? nothing}
    title=${why ?? label}
    @click=${() => takeAction(page, action)}
  >
    ${icon(name)}
  </button>`;
}

export function actionOf(run: RunView, id: RunActionId): RunAction | undefined {
  return run.actions.find(action => action.id === id);
}

/** Or says why it cannot be taken now. */
export function takeAction(page: Page, { id, why }: RunAction): void {
  if (why === undefined) page.send({ type: "act", action: id });
  else page.say(why);
}

export function iconButton(name: string, label: string, act: () => void): TemplateResult {
  return html`<button type="button" class="icon-button" aria-label=${label} title=${label} @click=${act}>
    ${icon(name)}
  </button>`;
}

/** `place` tells this button from the page's other copy buttons. */
export function copyButton(page: Page, place: string, label: string, intent: FromRunPage): TemplateResult {
  return iconButton(page.hasCopied(place) ? "check" : "copy", label, () => page.copy(place, intent));
}

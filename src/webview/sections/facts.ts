import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Fact } from "../../protocol/runPage.ts";
import { icon } from "../icon.ts";
import type { Page } from "../page.ts";

/** Label over value; a value that can be copied is a button. */
export function facts(page: Page, all: readonly Fact[]): TemplateResult | typeof nothing {
  if (all.length === 0) return nothing;
  return html`<dl class="facts">
    ${all.map(
      fact => html`<div class="fact">
        <dt>${fact.label}</dt>
        <dd>${fact.copy === undefined ? html`<span dir="auto">${fact.value}</span>` : copyable(page, fact, fact.copy)}</dd>
      </div>`,
    )}
  </dl>`;
}

function copyable(page: Page, fact: Fact, text: string): TemplateResult {
  const place = `fact ${fact.label}`;
  const words = `Copy ${text}`;
  return html`<button
    type="button"
    class="fact-copy"
    title=${words}
    aria-description="Copy"
    @click=${() => page.copy(place, { type: "copy", text })}
  >
    <span dir="auto">${fact.value}</span>${icon(page.hasCopied(place) ? "check" : "copy")}
  </button>`;
}

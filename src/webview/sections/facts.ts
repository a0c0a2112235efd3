import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Fact } from "../../protocol/runPage.ts";
import { icon } from "../icon.ts";
import type { Page } from "../page.ts";
import { fold } from "./section.ts";

/** Label over value; a click on the value copies it, the arrow beside it leads to what it names. */
export function facts(page: Page, all: readonly Fact[]): TemplateResult | typeof nothing {
  if (all.length === 0) return nothing;
  return html`<dl class="facts">
    ${all.map(
      fact => html`<div class="fact">
        <dt>${fact.label}</dt>
        <dd>
          ${fact.copy === undefined ? html`<span dir="auto">${fact.value}</span>` : copyable(page, fact, fact.copy)}${fact.lead === undefined
            ? nothing
            : leading(page, fact, fact.lead)}
        </dd>
      </div>`,
    )}
  </dl>`;
}

function copyable(page: Page, fact: Fact, text: string): TemplateResult {
  const place = `fact ${fact.name}`;
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

function leading(page: Page, fact: Fact, words: string): TemplateResult {
  return html`<button type="button" class="icon-button fact-lead" aria-label=${words} title=${words} @click=${() => lead(page, fact)}>
    ${icon("arrow-small-right")}
  </button>`;
}

/** What a request brought is on this very page. */
function lead(page: Page, { name }: Fact): void {
  if (name !== "request") return page.send({ type: "follow", fact: name });
  if (page.memory.folded.includes("raw")) fold(page, "raw");
  requestAnimationFrame(() => document.querySelector(".section.raw")?.scrollIntoView({ block: "start" }));
}

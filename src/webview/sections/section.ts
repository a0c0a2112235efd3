import { html, nothing, type TemplateResult } from "lit/html.js";
import { count } from "../formats.ts";

export interface SectionParts {
  /** Also the base of the heading's id. */
  readonly name: string;
  readonly title: string;
  readonly count?: number;
  readonly tools?: TemplateResult;
  readonly body: unknown;
}

/** A landmark with its heading. */
export function section({ name, title, count: many, tools, body }: SectionParts): TemplateResult {
  return html`<section class="section ${name}" aria-labelledby="${name}-title">
    <div class="section-head">
      <h2 id="${name}-title">
        ${title}${many === undefined ? nothing : html` <span class="section-count">${count(many)}</span>`}
      </h2>
      <div class="section-tools">${tools ?? nothing}</div>
    </div>
    ${body}
  </section>`;
}

export function emptyWords(words: string): TemplateResult {
  return html`<p class="empty">${words}</p>`;
}

import { html, nothing, type TemplateResult } from "lit/html.js";
import type { RunView } from "../../protocol/runPage.ts";
import { count } from "../formats.ts";
import { icon } from "../icon.ts";
import type { Page } from "../page.ts";

export interface SectionParts {
  /** Also the base of the heading's id, and the name under which its folding is remembered. */
  readonly name: string;
  readonly title: string;
  readonly count?: number;
  /** Shown while it is unfolded. */
  readonly tools?: unknown;
  /** Called only while it is unfolded. */
  readonly body: () => unknown;
}

/** A landmark with its heading, which folds it: for all runs, as people want to see the same of each. */
export function section(page: Page, { name, title, count: many, tools, body }: SectionParts): TemplateResult {
  const isFolded = page.memory.folded.includes(name);
  return html`<section class="section ${name}" aria-labelledby="${name}-title">
    <div class="section-head">
      <h2 id="${name}-title">
        <button type="button" class="fold" aria-expanded=${isFolded ? "false" : "true"} @click=${() => fold(page, name)}>
          ${icon(isFolded ? "chevron-right" : "chevron-down")}${title}${many === undefined
            ? nothing
            : html` <span class="section-count">${count(many)}</span>`}
        </button>
      </h2>
      <div class="section-tools">${isFolded ? nothing : (tools ?? nothing)}</div>
    </div>
    ${isFolded ? nothing : body()}
  </section>`;
}

export function fold(page: Page, name: string): void {
  const { folded } = page.memory;
  page.remember({ folded: folded.includes(name) ? folded.filter(other => other !== name) : [...folded, name] });
}

/** Brings it into sight, unfolded. Who asked for it goes on at `control` in it. */
export function showSection(page: Page, name: string, control?: string): void {
  if (page.memory.folded.includes(name)) fold(page, name);
  // After the drawing, which may be due.
  queueMicrotask(() => {
    const shown = document.querySelector(`.section.${name}`);
    shown?.scrollIntoView({ block: "start" });
    const next = control === undefined ? undefined : shown?.querySelector(control);
    if (next instanceof HTMLElement) next.focus({ preventScroll: true });
  });
}

export function emptyWords(words: string): TemplateResult {
  return html`<p class="empty">${words}</p>`;
}

/** In place of what is not here. */
export function restOf(rest: NonNullable<RunView["rest"]>): TemplateResult {
  return rest === "lost" ? emptyWords("This could not be read.") : loadingLines();
}

/** Says that something is on its way, in the space that it will take. */
export function loadingLines(): TemplateResult {
  return html`<div class="outline" aria-hidden="true"><span></span><span class="short"></span><span></span></div>`;
}

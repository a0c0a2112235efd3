import { html, nothing, type TemplateResult } from "lit/html.js";
import { icon } from "../icon.ts";
import type { Page } from "../page.ts";

/** Tells quietly that what stands below is no longer fresh. */
export function banner(page: Page, problem: string | undefined, isRefused = false): TemplateResult | typeof nothing {
  if (problem === undefined) return nothing;
  return html`<div class="banner">${icon("warning")}<p dir="auto">${problem}</p>${isRefused ? keyButton(page) : nothing}</div>`;
}

export function keyButton(page: Page): TemplateResult {
  return html`<button type="button" class="button primary" @click=${() => page.send({ type: "act", action: "useKey" })}>Use Another API Key</button>`;
}

/** Where a question stood that is over. */
export function pastQuestion(words: string | undefined): TemplateResult | typeof nothing {
  if (words === undefined) return nothing;
  return html`<div class="banner past-question">${icon("comment-discussion")}<p>${words}</p></div>`;
}

/** A run of another profile is no problem of the run. */
export function ownerBanner(page: Page, owner: string | undefined): TemplateResult | typeof nothing {
  if (owner === undefined) return nothing;
  return html`<div class="banner">
    ${icon("account")}
    <p>This run belongs to <bdi>${owner}</bdi>, and this window is at another profile. What stands below is not followed.</p>
    ${switchButton(page, owner)}
  </div>`;
}

export function switchButton(page: Page, owner: string): TemplateResult {
  return html`<button type="button" class="button primary" @click=${() => page.send({ type: "act", action: "switchProfile" })}>
    Switch to <bdi>${owner}</bdi>
  </button>`;
}

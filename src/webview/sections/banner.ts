import { html, nothing, type TemplateResult } from "lit/html.js";
import { icon } from "../icon.ts";

/** Tells quietly that what stands below is no longer fresh. */
export function banner(problem: string | undefined): TemplateResult | typeof nothing {
  if (problem === undefined) return nothing;
  return html`<div class="banner">${icon("warning")}<p dir="auto">${problem}</p></div>`;
}

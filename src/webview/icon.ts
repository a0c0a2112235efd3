import { html, type TemplateResult } from "lit/html.js";

/** A codicon for the eye alone: what it means always stands beside it in words or in a label. */
export function icon(name: string, isTurning = false): TemplateResult {
  return html`<span class="codicon codicon-${name}${isTurning ? " codicon-modifier-spin" : ""}" aria-hidden="true"></span>`;
}

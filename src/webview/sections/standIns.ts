import { html, type TemplateResult } from "lit/html.js";
import { copyButton } from "../buttons.ts";
import { icon } from "../icon.ts";
import type { Page } from "../page.ts";

/** Shown until the run is here; it has the outline of what comes. */
export function loading(id: string): TemplateResult {
  return html`<main class="stand-in" aria-busy="true">
    <h1 class="stand-in-title">
      ${icon("loading", true)}Loading the run…
    </h1>
    <p><code class="id">${id}</code></p>
    <div class="outline" aria-hidden="true">
      <span class="outline-line"></span><span class="outline-line short"></span><span class="outline-block"></span>
    </div>
  </main>`;
}

/** Shown when there is no run to show. */
export function missing(page: Page, id: string, why: string): TemplateResult {
  return html`<main class="stand-in missing">
    <h1 class="stand-in-title">${icon("search-stop")}This run cannot be shown</h1>
    <p dir="auto">${why}</p>
    <p class="run-id">
      <code class="id">${id}</code>
      ${copyButton(page, "id", "Copy run id", { type: "act", action: "copyId" })}
    </p>
    <button type="button" class="button secondary" @click=${() => page.send({ type: "act", action: "refresh" })}>
      Look again
    </button>
  </main>`;
}

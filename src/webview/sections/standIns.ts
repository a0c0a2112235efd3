import { html, type TemplateResult } from "lit/html.js";
import type { RunPageState } from "../../protocol/runPage.ts";
import { copyButton } from "../buttons.ts";
import { icon } from "../icon.ts";
import type { Page } from "../page.ts";
import { keyButton, switchButton } from "./banner.ts";
import { loadingLines } from "./section.ts";

/** Shown until the run is here; it has the outline of what comes. */
export function loading(id: string): TemplateResult {
  return html`<main class="stand-in" aria-busy="true">
    <h1 class="stand-in-title" tabindex="-1">
      ${icon("loading", true)}Loading the run…
    </h1>
    <p><code class="id">${id}</code></p>
    ${loadingLines()}
  </main>`;
}

/** Shown when there is no run to show. */
export function missing(page: Page, { id, why, owner, isRefused = false }: Extract<RunPageState, { kind: "missing" }>): TemplateResult {
  const isElsewhere = owner !== undefined;
  return html`<main class="stand-in missing">
    <h1 class="stand-in-title" tabindex="-1">
      ${icon(isElsewhere ? "account" : "search-stop")}${isElsewhere ? "A run of another profile" : "This run cannot be shown"}
    </h1>
    <p dir="auto">${why}</p>
    <p class="run-id">
      <code class="id">${id}</code>
      ${copyButton(page, "id", "Copy run id", { type: "act", action: "copyId" })}
    </p>
    ${isElsewhere ? switchButton(page, owner) : isRefused ? keyButton(page) : lookAgain(page)}
  </main>`;
}

function lookAgain(page: Page): TemplateResult {
  return html`<button type="button" class="button secondary" @click=${() => page.send({ type: "act", action: "refresh" })}>Look Again</button>`;
}

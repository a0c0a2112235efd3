import { html, nothing, type TemplateResult } from "lit/html.js";
import type { RunView } from "../../protocol/runPage.ts";
import { icon } from "../icon.ts";
import type { Page } from "../page.ts";
import { documentTools } from "./output.ts";
import { emptyWords, restOf, section } from "./section.ts";

/** What the run was started with. What the service keeps to itself is named, not shown. */
export function input(page: Page, { input: mark, tokenized, rest }: RunView): TemplateResult {
  const frame = { name: "input", title: "Input" };
  if (rest) return section(page, { ...frame, body: () => restOf(rest) });
  if (!mark && tokenized.length === 0) return section(page, { ...frame, body: () => emptyWords("This run was started without an input.") });
  return section(page, {
    ...frame,
    ...(mark ? { tools: documentTools(page, "input.json", "input") } : {}),
    body: () => html`${vaulted(tokenized)} ${mark ? page.texts.json({ part: "input", label: "Input", mark }) : nothing}`,
  });
}

function vaulted(names: readonly string[]): TemplateResult | typeof nothing {
  if (names.length === 0) return nothing;
  return html`<div class="vaulted">
    <p>${icon("lock")}Kept in Deck's vault, and shown to nobody:</p>
    <ul>
      ${names.map(name => html`<li><code dir="auto">${name}</code></li>`)}
    </ul>
  </div>`;
}

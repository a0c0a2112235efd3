import { html, nothing, type TemplateResult } from "lit/html.js";
import type { RunView } from "../../protocol/runPage.ts";
import { copyButton } from "../buttons.ts";
import { icon } from "../icon.ts";
import type { Page } from "../page.ts";
import { longText } from "./longText.ts";

/** Folded at first. The element itself knows whether it is open, so updates leave it as it is. */
export function input(page: Page, { input: given }: RunView): TemplateResult | typeof nothing {
  if (!given) return nothing;
  const label = given.omitted > 0 ? "Copy the part of the input that is shown" : "Copy input";
  return html`<section class="section input" aria-labelledby="input-title">
    <details>
      <summary>${icon("chevron-right")}<h2 id="input-title">Input</h2></summary>
      <div class="folded-tools">${copyButton(page, "input", label, { type: "copy", text: given.text })}</div>
      ${longText("Input", given)}
    </details>
  </section>`;
}

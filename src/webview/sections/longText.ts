import { html, nothing, type TemplateResult } from "lit/html.js";
import { guard } from "lit/directives/guard.js";
import type { LongText } from "../../protocol/runPage.ts";
import { count } from "../formats.ts";
import { jsonElement } from "../jsonText.ts";

/** JSON to read and select. It takes the focus, so that the keyboard can scroll it. */
export function longText(label: string, { text, omitted }: LongText): TemplateResult {
  // The element is made anew only when the text is another: selection and scroll position survive updates.
  return html`<pre class="json" tabindex="0" role="region" aria-label="${label} as JSON" dir="ltr">${guard([text], () => jsonElement(text))}</pre>
    ${omitted > 0 ? html`<p class="omitted">Cut here: ${count(omitted)} more characters are not shown.</p>` : nothing}`;
}

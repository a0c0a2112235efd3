import { html, nothing, type TemplateResult } from "lit/html.js";
import type { RunView } from "../../protocol/runPage.ts";
import { icon } from "../icon.ts";

/** A run that waits for somebody's approval. */
export function review({ status, output }: RunView): TemplateResult | typeof nothing {
  if (status !== "review_required") return nothing;
  return html`<section class="card tone-attention review" aria-labelledby="review-title">
    <h2 id="review-title">${icon("eye")}Waiting for a review</h2>
    <p>
      The agent has paused and goes on only when somebody approves this run. Look through its
      ${output ? "output and screenshots" : "screenshots"} below; this page follows once it is approved or rejected.
    </p>
  </section>`;
}

import { html, nothing, type TemplateResult } from "lit/html.js";
import type { RunAction, RunView } from "../../protocol/runPage.ts";
import { actionButton } from "../buttons.ts";
import { icon } from "../icon.ts";
import type { Page } from "../page.ts";

type Field = NonNullable<RunView["question"]>["fields"][number];

const answer: RunAction = { id: "answer", label: "Answer…" };

/** What the run asks of a person. The answer itself is given in the editor's own inputs. */
export function question(page: Page, { question: asked, actions }: RunView): TemplateResult | typeof nothing {
  if (!asked) return nothing;
  return html`<section class="card tone-attention question" aria-labelledby="question-title">
    <h2 id="question-title">${icon("comment-unresolved")}Waiting for your answer</h2>
    <p class="question-message" dir="auto">${asked.message ?? "The website asks for something only you know."}</p>
    ${asked.fields.length > 0 ? html`<ul class="asked-fields">${asked.fields.map(field)}</ul>` : nothing}
    <div class="card-actions">${actionButton(page, actions.find(({ id }) => id === "answer") ?? answer, "primary")}</div>
  </section>`;
}

function field({ name, label, options }: Field): TemplateResult {
  return html`<li>
    <span dir="auto">${label ?? name}</span>
    ${options && options.length > 0
      ? html`<ul class="asked-options">${options.map(option => html`<li dir="auto">${option.label ?? option.value}</li>`)}</ul>`
      : nothing}
  </li>`;
}

import { html, nothing, type TemplateResult } from "lit/html.js";
import type { RunView } from "../../protocol/runPage.ts";
import { icon } from "../icon.ts";
import { newestPicture } from "../newestPicture.ts";
import type { Page } from "../page.ts";
import { keepOpen, textOf } from "./question.ts";

const words = "The agent has paused and goes on only when somebody approves this run.";

/** A run that waits for somebody's approval, decided here where the server takes a decision. */
export function review(page: Page, run: RunView): TemplateResult | typeof nothing {
  const { review: wanted, output, outputCheck } = run;
  if (!wanted) return nothing;
  const what = `${output ? "output and screenshots" : "screenshots"} below`;
  return html`<section class="card tone-attention waiting" aria-labelledby="review-title">
    <div>
      <h2 id="review-title">${icon("eye")}Waiting for a review</h2>
      <p>${words} Look through its ${what}${wanted.canDecide ? "." : "; this page follows once it is approved or rejected."}</p>
      ${outputCheck?.kind === "fits" ? html`<p class="verdict tone-good">${icon("pass")}Its output is as the task's output schema wants it.</p>` : nothing}
      ${outputCheck?.kind === "violations" ? html`<p class="refused">${icon("warning")}Its output is not as the task's output schema wants it.</p>` : nothing}
      ${wanted.canDecide ? decision(page, wanted.isSending) : inConsole(page)}
    </div>
    ${newestPicture(page, run)}
  </section>`;
}

function decision(page: Page, isSending: boolean): TemplateResult {
  return html`<form class="answer" @submit=${(event: SubmitEvent) => decide(page, event, isSending)}>
    <label class="answer-field"><span>Note (optional)</span><textarea class="field" name="note" rows="2" maxlength="10000" .value=${page.note} @input=${(event: Event) => keepNote(page, event)}></textarea></label>
    <div class="card-actions">
      <button type="submit" class="button primary" value="approve" aria-disabled=${isSending ? "true" : nothing}>Approve</button>
      <button type="submit" class="button secondary" value="reject" aria-disabled=${isSending ? "true" : nothing}>Reject</button>
    </div>
  </form>`;
}

function keepNote(page: Page, { target }: Event): void {
  keepOpen(page);
  if (target instanceof HTMLTextAreaElement) page.keep(target.value);
}

/** Buttons that are disabled would lose the focus; these do nothing while a decision is under way. */
function decide(page: Page, event: SubmitEvent, isSending: boolean): void {
  event.preventDefault();
  if (isSending) return;
  if (!(event.target instanceof HTMLFormElement) || !(event.submitter instanceof HTMLButtonElement)) return;
  const note = textOf(new FormData(event.target), "note");
  page.send({ type: "decide", decision: event.submitter.value === "approve" ? "approve" : "reject", note });
}

function inConsole(page: Page): TemplateResult {
  return html`<div class="card-actions">
    <button type="button" class="button primary" @click=${() => page.send({ type: "openConsole" })}>Review in the Console</button>
  </div>`;
}

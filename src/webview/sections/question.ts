import { html, nothing, type TemplateResult } from "lit/html.js";
import { keyed } from "lit/directives/keyed.js";
import type { Question, RunView } from "../../protocol/runPage.ts";
import { icon } from "../icon.ts";
import { newestPicture } from "../newestPicture.ts";
import type { Page } from "../page.ts";

type Prompt = Question["prompts"][number];

/** What the run asks of a person, beside what the agent sees. What is typed stays in the fields until it is sent. */
export function question(page: Page, run: RunView): TemplateResult | typeof nothing {
  const { question: asked } = run;
  if (!asked) return nothing;
  const isSent = asked.phase === "sent";
  return html`<section class="card tone-attention waiting" aria-labelledby="question-title">
    <div>
      <h2 id="question-title">${isSent ? html`${icon("comment-discussion")}Your answer` : html`${icon("comment-unresolved")}Waiting for your answer`}</h2>
      ${asked.phase === "refused" ? html`<p class="refused">${icon("warning")}The answer before was refused. Please give it again.</p>` : nothing}
      ${asked.message ? html`<p class="question-message" dir="auto">${asked.message}</p>` : nothing}
      ${isSent ? sent() : asked.prompts.length === 0 ? inConsole(page) : keyed(asked.round, form(page, asked))}
    </div>
    ${newestPicture(page, run)}
  </section>`;
}

/** For what cannot be answered here. */
function inConsole(page: Page): TemplateResult {
  return html`<div class="card-actions">
    <button type="button" class="button primary" @click=${() => page.send({ type: "openConsole" })}>Open the Console</button>
  </div>`;
}

function sent(): TemplateResult {
  return html`<p class="question-sent" tabindex="-1">${icon("loading", true)}Sent. Waiting for the agent…</p>`;
}

function form(page: Page, asked: Question): TemplateResult {
  const isSending = asked.phase === "sending";
  return html`<form class="answer" autocomplete="off" @input=${() => keepOpen(page)} @submit=${(event: SubmitEvent) => submit(page, asked, event)}>
    ${asked.prompts.map((prompt, at) => field(prompt, `answer-${at}`))}
    <div class="card-actions">
      <button type="submit" class="button primary" aria-disabled=${isSending ? "true" : nothing}>${isSending ? "Sending…" : "Send Answer"}</button>
      ${asked.prompts.some(({ isCode }) => isCode)
        ? html`<button type="button" class="button secondary" @click=${() => page.send({ type: "pasteCode" })}>Paste Code</button>`
        : nothing}
    </div>
  </form>`;
}

/** Another run would take the place of this one, and of what is being typed. */
export function keepOpen(page: Page): void {
  if (page.isPreview) page.send({ type: "act", action: "keepOpen" });
}

/** By number, not by name: names come from outside and could be anything. */
function submit(page: Page, { prompts, phase }: Question, event: SubmitEvent): void {
  event.preventDefault();
  if (!(event.target instanceof HTMLFormElement) || phase === "sending") return;
  const fields = new FormData(event.target);
  page.send({ type: "answer", given: prompts.map(({ name }, at) => [name, textOf(fields, `answer-${at}`)]) });
}

/** Files cannot be in these forms. */
export function textOf(given: FormData, name: string): string {
  const value = given.get(name);
  return typeof value === "string" ? value : "";
}

function field(prompt: Prompt, id: string): TemplateResult {
  const { choices = [], isCode = false } = prompt;
  if (choices.length > 0) return options(prompt, choices, id);
  return html`<label class="answer-field">
    <span dir="auto">${prompt.label}</span>
    <input
      class="field"
      name=${id}
      type=${prompt.isSecret ? "password" : "text"}
      inputmode=${isCode ? "numeric" : "text"}
      autocomplete=${isCode ? "one-time-code" : "off"}
      spellcheck="false"
      ?required=${prompt.isRequired}
      @paste=${(event: ClipboardEvent) => isCode && pasteBare(event)}
    />
  </label>`;
}

function options({ label, isRequired }: Prompt, choices: NonNullable<Prompt["choices"]>, id: string): TemplateResult {
  return html`<fieldset class="answer-options">
    <legend dir="auto">${label}</legend>
    ${choices.map(
      ({ value, label: words }) => html`<label><input type="radio" name=${id} value=${value} ?required=${isRequired} /><span dir="auto">${words}</span></label>`,
    )}
  </fieldset>`;
}

/** Codes are shown in groups, and copied with their blanks. */
function pasteBare(event: ClipboardEvent): void {
  const text = event.clipboardData?.getData("text") ?? "";
  if (!(event.target instanceof HTMLInputElement) || !/\s/.test(text)) return;
  event.preventDefault();
  event.target.setRangeText(text.replace(/\s/g, ""), event.target.selectionStart ?? 0, event.target.selectionEnd ?? 0, "end");
}

/** Fills the first field of the form; the person sends it. */
export function fillCode(text: string): boolean {
  const input = document.querySelector<HTMLInputElement>(".answer input[inputmode=numeric]");
  if (!input) return false;
  input.value = text.replace(/\s/g, "");
  input.focus();
  return true;
}

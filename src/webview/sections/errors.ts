import { html, nothing, type TemplateResult } from "lit/html.js";
import type { RunError, RunView } from "../../protocol/runPage.ts";
import { icon } from "../icon.ts";
import type { Page } from "../page.ts";
import { emptyWords, section, showSection } from "./section.ts";

export function errors(page: Page, run: RunView): TemplateResult | typeof nothing {
  const { errors: all, status } = run;
  if (all.length === 0 && status !== "failed") return nothing;
  return section(page, {
    name: "errors",
    title: all.length === 1 ? "Error" : "Errors",
    ...(all.length > 1 ? { count: all.length } : {}),
    body: () =>
      all.length === 0
        ? emptyWords("The service gave no reason for this failure.")
        : html`<ul class="error-list">${all.map(error => errorCard(page, run, error))}</ul>`,
  });
}

const retryIcons = { "can help": "refresh", "may help": "question", "does not help": "circle-slash" } as const;

function errorCard(page: Page, run: RunView, { type, code, message, field, frame, advice }: RunError): TemplateResult {
  return html`<li class="card tone-bad error">
    ${icon("error")}
    <div class="error-body">
      <p class="error-message" dir="auto">${message === "" ? "No message was given." : message}</p>
      <p>${advice.meaning} ${advice.remedy}</p>
      <dl class="error-facts">
        ${errorFact("Type", type)} ${errorFact("Code", code)}
        ${field === null || field === undefined ? nothing : errorFact("Field", field)}
        <div><dt>Counts as</dt><dd>${advice.group}</dd></div>
        <div><dt>Retry</dt><dd class="retry">${icon(retryIcons[advice.retry])}${advice.retry}</dd></div>
      </dl>
      ${frame === undefined ? nothing : html`<button type="button" class="link" @click=${() => seeFrame(page, run, frame)}>See the screenshot at which it happened</button>`}
    </div>
  </li>`;
}

function seeFrame(page: Page, { frames }: RunView, index: number): void {
  page.screens.with(screens => {
    screens.choose(frames.findIndex(frame => frame.index === index));
    showSection(page, "screenshots", ".strip");
  });
}

function errorFact(label: string, value: string): TemplateResult {
  return html`<div><dt>${label}</dt><dd><code dir="auto">${value}</code></dd></div>`;
}

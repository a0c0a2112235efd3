import { html, nothing, type TemplateResult } from "lit/html.js";
import type { RunView } from "../../protocol/runPage.ts";
import { icon } from "../icon.ts";
import { emptyWords, section } from "./section.ts";

type DeckError = RunView["errors"][number];

export function errors({ status, errors: all }: RunView): TemplateResult | typeof nothing {
  if (all.length === 0 && status !== "failed") return nothing;
  const body =
    all.length === 0
      ? emptyWords("The service gave no reason for this failure.")
      : html`<ul class="error-list">${all.map(errorCard)}</ul>`;
  return section({ name: "errors", title: all.length === 1 ? "Error" : "Errors", ...many(all), body });
}

function many(all: readonly DeckError[]): { count?: number } {
  return all.length > 1 ? { count: all.length } : {};
}

function errorCard({ type, code, message, field }: DeckError): TemplateResult {
  return html`<li class="card tone-bad error">
    ${icon("error")}
    <div class="error-body">
      <p class="error-message" dir="auto">${message === "" ? "No message was given." : message}</p>
      <dl class="error-facts">
        ${errorFact("Type", type)} ${errorFact("Code", code)}
        ${field === null || field === undefined ? nothing : errorFact("Field", field)}
      </dl>
    </div>
  </li>`;
}

function errorFact(label: string, value: string): TemplateResult {
  return html`<div><dt>${label}</dt><dd><code dir="auto">${value}</code></dd></div>`;
}

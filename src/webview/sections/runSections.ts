import { html, nothing, type TemplateResult } from "lit/html.js";
import type { RunPageState } from "../../protocol/runPage.ts";
import type { LateParts } from "../lateParts.ts";
import type { Page } from "../page.ts";
import { banner, ownerBanner, pastQuestion } from "./banner.ts";
import { facts } from "./facts.ts";
import { header } from "./header.ts";
import { input } from "./input.ts";
import { attention, files, lostKeys, screenshots, timeline } from "./lateSections.ts";
import { output } from "./output.ts";
import { raw } from "./raw.ts";

/** The order of the page's sections. What needs a person comes first, then what went wrong. */
export function runSections(page: Page, late: LateParts, { run, problem, isRefused, owner }: Extract<RunPageState, { kind: "run" }>): TemplateResult {
  return html`<main class="run" aria-busy=${run.rest === "coming" ? "true" : nothing}>
    ${banner(page, problem, isRefused)} ${ownerBanner(page, owner)} ${pastQuestion(run.pastQuestion)}
    ${lostKeys(page, late)} ${attention(page, late, ({ waiting }) => waiting(page, run))} ${header(page, run)}
    ${attention(page, late, ({ errors }) => errors(page, run))}
    ${facts(page, run.facts)}
    <div class="columns">
      <div class="column">${output(page, run)} ${input(page, run)} ${raw(page, run)}</div>
      <div class="column">${screenshots(page, late, run)} ${files(page, late, run)} ${timeline(page, late, run)}</div>
    </div>
  </main>`;
}

import { html, type TemplateResult } from "lit/html.js";
import type { RunView } from "../../protocol/runPage.ts";
import type { Page } from "../page.ts";
import { banner } from "./banner.ts";
import { errors } from "./errors.ts";
import { facts } from "./facts.ts";
import { files } from "./files.ts";
import { header } from "./header.ts";
import { input } from "./input.ts";
import { output } from "./output.ts";
import { question } from "./question.ts";
import { review } from "./review.ts";
import { screenshots, type Screens } from "./screenshots.ts";

/** The order of the page's sections. What needs a person comes first, then what went wrong. */
export function runSections(page: Page, screens: Screens, run: RunView, problem?: string): TemplateResult {
  return html`<main class="run">
    ${banner(problem)} ${header(page, run)} ${question(page, run)} ${review(run)} ${errors(run)}
    ${facts(page, run.facts)}
    <div class="columns">
      <div class="column">${output(page, run)} ${input(page, run)}</div>
      <div class="column">${screenshots(page, screens, run)} ${files(page, run)}</div>
    </div>
  </main>`;
}

import { html, nothing, type TemplateResult } from "lit/html.js";
import type { RunPageState } from "../../protocol/runPage.ts";
import type { FileViews } from "../fileViews.ts";
import type { Page } from "../page.ts";
import { banner, ownerBanner } from "./banner.ts";
import { errors } from "./errors.ts";
import { facts } from "./facts.ts";
import { files } from "./files.ts";
import { header } from "./header.ts";
import { input } from "./input.ts";
import { output } from "./output.ts";
import { question } from "./question.ts";
import { raw } from "./raw.ts";
import { review } from "./review.ts";
import { screenshots, type Screens } from "./screenshots.ts";
import { timeline } from "./timeline.ts";

export interface Stands {
  readonly screens: Screens;
  readonly files: FileViews;
}

/** The order of the page's sections. What needs a person comes first, then what went wrong. */
export function runSections(page: Page, stands: Stands, { run, problem, owner }: Extract<RunPageState, { kind: "run" }>): TemplateResult {
  return html`<main class="run" aria-busy=${run.isPartial ? "true" : nothing}>
    ${banner(problem)} ${ownerBanner(page, owner)} ${question(page, run)} ${review(page, run)} ${header(page, run)} ${errors(page, run)}
    ${facts(page, run.facts)}
    <div class="columns">
      <div class="column">${output(page, run)} ${input(page, run)} ${raw(page, run)}</div>
      <div class="column">${screenshots(page, stands.screens, run)} ${files(page, stands.files, run)} ${timeline(page, run)}</div>
    </div>
  </main>`;
}

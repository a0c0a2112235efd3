import { html, type TemplateResult } from "lit/html.js";
import type { RunView } from "../../protocol/runPage.ts";
import type { Page } from "../page.ts";
import { errors } from "./errors.ts";
import { fillCode, question } from "./question.ts";
import { review } from "./review.ts";

/** What needs a person, what went wrong, and the way of a code into its field: one piece, to be fetched at once. */
export const attentionCards = {
  waiting: (page: Page, run: RunView): TemplateResult => html`${question(page, run)} ${review(page, run)}`,
  errors,
  fillCode,
};

import { html, nothing, type TemplateResult } from "lit/html.js";
import type { OutputCheck, RunDocument, RunView } from "../../protocol/runPage.ts";
import { actionOf, actionIcon, iconButton } from "../buttons.ts";
import { whyNoOutput } from "../emptyReasons.ts";
import { count } from "../formats.ts";
import { icon } from "../icon.ts";
import type { Page } from "../page.ts";
import { emptyWords, restOf, section } from "./section.ts";

export function output(page: Page, run: RunView): TemplateResult {
  const frame = { name: "output", title: "Output" };
  const { output: mark, outputCheck: check, rest } = run;
  if (rest) return section(page, { ...frame, body: () => restOf(rest) });
  if (!mark) return section(page, { ...frame, body: () => emptyWords(whyNoOutput(run.status)) });
  const violations = check?.kind === "violations" ? check.list : [];
  return section(page, {
    ...frame,
    tools: html`${documentTools(page, "output.json", "output")} ${actionIcon(page, actionOf(run, "compare"), "compare-changes")}`,
    body: () => html`${verdict(check)} ${page.texts.json({ part: "output", label: "Output", mark, violations })}`,
  });
}

export function documentTools(page: Page, document: RunDocument, what: string): TemplateResult {
  return html`${iconButton("go-to-file", `Open the ${what} as a document`, () => page.send({ type: "openDocument", document }))}
  ${iconButton("save", `Save the ${what}`, () => page.send({ type: "saveDocument", document }))}`;
}

/** What the task's output schema says to it. */
function verdict(check: OutputCheck | undefined): TemplateResult | typeof nothing {
  if (!check) return nothing;
  if (check.kind === "fits") return html`<p class="verdict tone-good">${icon("pass")}As the task's output schema wants it.</p>`;
  if (check.kind === "unchecked") return html`<p class="verdict tone-quiet">${icon("info")}<span dir="auto">${check.why}</span></p>`;
  const total = check.list.length + check.more;
  return html`<p class="verdict tone-bad">
    ${icon("warning")}${total === 1 ? "One place is" : `${count(total)} places are`} not as the task's output schema wants it${check.more > 0 ? `; the first ${count(check.list.length)} are marked` : nothing}.
  </p>`;
}

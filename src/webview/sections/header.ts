import { html, nothing, type TemplateResult } from "lit/html.js";
import type { RunView } from "../../protocol/runPage.ts";
import { actionButton, actionOf, copyButton, iconButton } from "../buttons.ts";
import { duration, finely } from "../formats.ts";
import { icon } from "../icon.ts";
import type { Page } from "../page.ts";
import { lookOf } from "../statusLook.ts";

/** What a run is, how it stands and what can be done with it. */
export function header(page: Page, run: RunView): TemplateResult {
  return html`<header class="header">
    <h1 dir="auto" tabindex="-1">${run.taskName}</h1>
    <div class="standing">
      ${statusPill(run)} ${resultPill(run)} ${timer(page, run)}
      <span class="run-id">
        <code class="id">${run.id}</code>
        ${copyButton(page, "id", "Copy run id", { type: "act", action: "copyId" })}
      </span>
    </div>
    ${actions(page, run)}
  </header>`;
}

function statusPill({ status, statusLabel, result }: RunView): TemplateResult {
  const look = lookOf(status, result);
  return html`<span class="pill tone-${look.tone}" data-status=${status}>${icon(look.icon, look.isTurning)}<bdi>${statusLabel}</bdi></span>`;
}

const impliedResults: Readonly<Record<string, string>> = { completed: "success", failed: "failure" };

/** One that the status leads to expect is said without stress. */
function resultPill({ status, result }: RunView): TemplateResult | typeof nothing {
  if (result === null) return nothing;
  if (impliedResults[status] === result) return html`<span class="result">Result: <bdi>${result}</bdi></span>`;
  const tone = result === "success" ? "good" : result === "failure" ? "bad" : "quiet";
  return html`<span class="pill tone-${tone}"><span>Result: <bdi>${result}</bdi></span></span>`;
}

function timer(page: Page, run: RunView): TemplateResult {
  const end = run.endedAt === undefined ? page.now : Date.parse(run.endedAt);
  const ms = end - Date.parse(run.created_at);
  // What ticks keeps its width.
  const told = run.endedAt === undefined ? duration : finely;
  return html`<span class="timer" title=${run.endedAt === undefined ? "Time since it was started" : "Duration"}>
    ${icon("clock")}<span class="spoken-only">Duration</span>
    <span class="timer-value">${Number.isNaN(ms) ? "unknown" : told(ms)}</span>
  </span>`;
}

/** These have places of their own on the page. */
const elsewhere: ReadonlySet<string> = new Set(["copyId", "refresh", "compare"]);

function actions(page: Page, run: RunView): TemplateResult {
  const shown = run.actions.filter(({ id }) => !elsewhere.has(id) && !(id === "answer" && run.question));
  const refresh = actionOf(run, "refresh");
  return html`<div class="actions" role="group" aria-label="Actions">
    ${shown.map(action => actionButton(page, action, "secondary"))}
    <span class="small-actions">
      ${refresh ? iconButton("refresh", refresh.label, () => page.send({ type: "act", action: "refresh" })) : nothing}
      ${page.isPreview ? iconButton("pin", "Keep open: the next run opens in a tab of its own", () => page.send({ type: "act", action: "keepOpen" })) : nothing}
      ${iconButton("question", "Keyboard help", () => page.help())}
    </span>
  </div>`;
}

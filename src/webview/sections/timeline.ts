import { html, nothing, svg, type TemplateResult } from "lit/html.js";
import type { RunView } from "../../protocol/runPage.ts";
import { duration, sinceStart } from "../formats.ts";
import { icon } from "../icon.ts";
import type { Page } from "../page.ts";
import { lookOf, type StatusLook } from "../statusLook.ts";

type Timeline = NonNullable<RunView["timeline"]>;

const width = 1000;
const height = 40;
const frameRowPx = 30;
const fileLook = { icon: "file", tone: "quiet" } as const;

/** A picture of the whole run, and every event in words. */
export function timelineBody(page: Page, run: RunView, line: Timeline): TemplateResult {
  return html`${picture(page, run, line)} ${events(happened(run, line))} ${silences(line)}`;
}

function picture(page: Page, run: RunView, { parts, silences: quiet, events: all }: Timeline): TemplateResult {
  const now = (run.endedAt === undefined ? page.now : Date.parse(run.endedAt)) - Date.parse(run.created_at);
  const end = Math.max(1, now || 0, ...parts.map(part => part.toMs ?? part.fromMs), ...[...all, ...run.files].map(({ atMs }) => atMs ?? 0));
  const x = (ms: number): number => (Math.min(ms, end) / end) * width;
  return html`<div class="timeline-picture" aria-hidden="true">
    <svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none">
      ${parts.map(part => svg`<rect class="part tone-${toneOf(part.status)} ${waits(part.status)}" x=${x(part.fromMs)} y="4"
        width=${Math.max(2, x(part.toMs ?? end) - x(part.fromMs))} height="20"><title>${part.label}: ${duration((part.toMs ?? end) - part.fromMs)}</title></rect>`)}
      ${quiet.map(({ fromMs, toMs }) => svg`<rect class="silence" x=${x(fromMs)} y="4" width=${x(toMs) - x(fromMs)} height="20"><title>No screenshot for ${duration(toMs - fromMs)}</title></rect>`)}
      ${shownTicks(run.frames.map(({ atMs }) => x(atMs))).map(at => svg`<rect class="tick" x=${at} y=${frameRowPx} width="2" height="6"></rect>`)}
      ${run.files.map(({ name, atMs }) => (atMs === undefined ? nothing : svg`<rect class="stored" x=${x(atMs)} y="${frameRowPx - 4}" width="4" height="10"><title>Stored ${name}</title></rect>`))}
    </svg>
    <div class="timeline-ends"><span>0:00</span><span class="timeline-legend">${legend(parts)}${quiet.length > 0 ? html`<span class="key silent">No screenshot</span>` : nothing}${run.files.some(({ atMs }) => atMs !== undefined) ? html`<span class="key stored">File</span>` : nothing}</span><span>${sinceStart(end)}</span></div>
  </div>`;
}

/** Two that would stand in one place are drawn once. */
function shownTicks(all: readonly number[]): number[] {
  return [...new Set(all.map(at => Math.round(at / 3) * 3))];
}

function legend(parts: Timeline["parts"]): TemplateResult[] {
  const kinds = new Map(parts.map(({ status, label }) => [status, label]));
  return [...kinds].map(([status, label]) => html`<span class="key tone-${toneOf(status)} ${waits(status)}"><bdi>${label}</bdi></span>`);
}

interface Happening {
  readonly atMs: number;
  readonly label: string;
  readonly look: Pick<StatusLook, "icon" | "tone">;
}

/** What became of the run, and what it stored meanwhile; of one moment its status comes first. */
function happened({ files }: RunView, { events: changes }: Timeline): Happening[] {
  const stored = files.flatMap(({ name, atMs }) => (atMs === undefined ? [] : { atMs, label: `Stored ${name}`, look: fileLook }));
  return [...changes.map(({ status, label, atMs }) => ({ atMs, label, look: lookOf(status) })), ...stored].toSorted((a, b) => a.atMs - b.atMs);
}

function events(all: readonly Happening[]): TemplateResult {
  return html`<ol class="events" aria-label="Events">
    ${all.map(
      ({ look, label, atMs }, at) => html`<li class="event tone-${look.tone}">
        <span class="event-time">${sinceStart(atMs)}</span>${icon(look.icon)}<span dir="auto">${label}</span>
        ${at > 0 ? html`<span class="event-after">after ${duration(atMs - (all[at - 1]?.atMs ?? atMs))}</span>` : nothing}
      </li>`,
    )}
  </ol>`;
}

function silences({ silences: quiet }: Timeline): TemplateResult | typeof nothing {
  if (quiet.length === 0) return nothing;
  const longest = quiet.reduce((a, b) => (b.toMs - b.fromMs > a.toMs - a.fromMs ? b : a));
  const times = quiet.length === 1 ? "Once" : `${quiet.length} times`;
  return html`<p class="silences">
    ${times} the agent took no screenshot for 20 s or longer; at ${sinceStart(longest.fromMs)} for ${duration(longest.toMs - longest.fromMs)}.
  </p>`;
}

function toneOf(status: string): string {
  return lookOf(status).tone;
}

/** Waiting for a person is seen without colours too. */
function waits(status: string): string {
  return status === "interaction_required" || status === "review_required" ? "waits" : "";
}

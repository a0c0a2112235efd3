import { html, nothing, svg, type TemplateResult } from "lit/html.js";
import type { Frame, RunView } from "../../protocol/runPage.ts";
import { finely, sinceStart } from "../formats.ts";
import { icon } from "../icon.ts";
import { placed } from "../placed.ts";
import { lookOf } from "../statusLook.ts";
import { lengthOf, type Span, type Stretch, sumOf, type TimelineScale, timelineScale } from "../timelineScale.ts";

type Timeline = NonNullable<RunView["timeline"]>;
type Part = Timeline["parts"][number] & { readonly toMs: number };
type Silence = Timeline["silences"][number];

const width = 1000;
const height = 40;
const frameRowPx = 30;
/** What takes less of the picture has no room for how long it was. */
const leastWorded = 0.025;
/** Fewer narrow ones are each wide enough to be seen; more would hide what is between them. */
const mostSeen = 100;
const shortMs = 10_000;

export interface PictureOptions {
  /** Of the run, in ms since it was created. */
  readonly end: number;
  /** Shows what could be seen then. */
  readonly see: (atMs: number) => void;
}

/** The whole run in one line: its statuses, how long each was, when it was seen, what it stored. */
export function timelinePicture({ frames, files }: RunView, { parts: told, silences }: Timeline, { end, see }: PictureOptions): TemplateResult {
  const parts = told.map(part => ({ ...part, toMs: part.toMs ?? Math.max(end, part.fromMs) }));
  const scale = timelineScale(parts.flatMap(part => stretchesOf(part, silences)), end);
  const x = (ms: number): number => scale.at(ms) * width;
  const stored = files.filter(({ atMs }) => atMs !== undefined);
  const pointed = (event: MouseEvent): void => see(nearest(frames, scale.msAt(placeOf(event))));
  return html`<div class="timeline-picture" aria-hidden="true">
    <svg class=${frames.length > 0 ? "seen" : ""} viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" @click=${frames.length > 0 ? pointed : nothing}>
      ${[...Map.groupBy(parts, ({ status }) => status)].map(([status, same]) => bars(scale, same, { look: `part tone-${toneOf(status)} ${waits(status)}`, title: `${same[0]?.label}:` }))}
      ${bars(scale, silences, { look: "silence", title: "No screenshot for" })}
      <path class="tick" d=${ticks(frames.map(({ atMs }) => x(atMs)))}></path>
      ${stored.map(({ name, atMs = 0 }) => svg`<rect class="stored" x=${Math.min(x(atMs), width - 4)} y="${frameRowPx - 4}" width="4" height="10"><title>Stored ${name}</title></rect>`)}
    </svg>
    ${scale.cut.map(({ fromMs, toMs }) => html`<span class="cut" ${placed({ left: percent((scale.at(fromMs) + scale.at(toMs)) / 2) })}></span>`)}
    <div class="lengths quiet">${silences.map(quiet => worded(scale, quiet))}</div>
    <div class="lengths">${parts.map(part => worded(scale, part, waits(part.status) === "" ? nothing : icon(lookOf(part.status).icon)))}</div>
    <div class="timeline-ends"><span>${momentsOf(end)(0)}</span><span class="timeline-legend">${legend(parts, silences)}
      ${stored.length > 0 ? html`<span class="key stored">File</span>` : nothing}
      ${scale.cut.length > 0 ? html`<span class="key shortened">Drawn shorter</span>` : nothing}</span><span>${momentsOf(end)(end)}</span></div>
  </div>`;
}

/** From 0 to 1. */
function placeOf({ currentTarget, clientX }: MouseEvent): number {
  if (!(currentTarget instanceof Element)) return 0;
  const { left, width: wide } = currentTarget.getBoundingClientRect();
  return (clientX - left) / wide;
}

/** A hand with a mouse is not exact: what was seen just after is meant as well as what was seen before. */
function nearest(frames: readonly Frame[], ms: number): number {
  return frames.reduce((best, { atMs }) => (Math.abs(atMs - ms) < Math.abs(best - ms) ? atMs : best), frames[0]?.atMs ?? 0);
}

/** How moments of a run as long as this are told: of seconds, tenths matter. */
export function momentsOf(end: number): (ms: number) => string {
  return end < shortMs ? finely : sinceStart;
}

/** Only a running part is more than waiting, and only while it shows something. */
function stretchesOf({ status, fromMs, toMs }: Part, silences: readonly Silence[]): Stretch[] {
  if (status !== "running") return [{ fromMs, toMs, isIdle: true }];
  const quiet = silences.filter(silence => silence.fromMs >= fromMs && silence.toMs <= toMs);
  const starts = [fromMs, ...quiet.map(silence => silence.toMs)];
  return starts.flatMap((start, at) => {
    const next = quiet[at];
    const seen = { fromMs: start, toMs: next?.fromMs ?? toMs, isIdle: false };
    return next ? [seen, { ...next, isIdle: true }] : [seen];
  });
}

/** Those that are wide enough to be pointed at say how long they were; of a thousand, the others are one drawing. */
function bars(scale: TimelineScale, spans: readonly Span[], { look, title }: { readonly look: string; readonly title: string }): unknown {
  const placedSpans = spans.map(span => ({ span, x: scale.at(span.fromMs) * width, wide: (scale.at(span.toMs) - scale.at(span.fromMs)) * width }));
  const { wide = [], narrow = [] } = Object.groupBy(placedSpans, each => (each.wide < leastWorded * width ? "narrow" : "wide"));
  const least = narrow.length > mostSeen ? 0 : 2;
  const d = narrow.map(({ x, wide: own }) => `M${x} 4h${Math.max(least, own)}v20H${x}z`).join("");
  return svg`${d === "" ? nothing : svg`<path class=${look} d=${d}></path>`}
    ${wide.map(each => svg`<rect class=${look} x=${each.x} y="4" width=${each.wide} height="20"><title>${title} ${finely(lengthOf(each.span))}</title></rect>`)}`;
}

/** How long it was, at its place; the page leaves out what does not fit there. */
function worded(scale: TimelineScale, span: Span, sign: unknown = nothing): unknown {
  const [from, to] = [scale.at(span.fromMs), scale.at(span.toMs)];
  if (to - from < leastWorded) return nothing;
  return html`<span class="length" ${placed({ left: percent(from), width: percent(to - from) })}><span>${sign}${finely(lengthOf(span))}</span></span>`;
}

/** Two that would stand in one place are drawn once. */
function ticks(all: readonly number[]): string {
  const places = new Set(all.map(at => Math.min(Math.round(at / 3) * 3, width - 2)));
  return [...places].map(at => `M${at} ${frameRowPx}h2v6h-2z`).join("");
}

/** Each status with how long the run was in it altogether. */
function legend(parts: readonly Part[], silences: readonly Silence[]): unknown[] {
  const kinds = Map.groupBy(parts, ({ status }) => status);
  const keys = [...kinds].map(([status, same]) => {
    const sign = waits(status) === "" ? nothing : icon(lookOf(status).icon);
    return html`<span class="key tone-${toneOf(status)} ${waits(status)}">${sign}<bdi>${same[0]?.label}</bdi> ${finely(sumOf(same))}</span>`;
  });
  return silences.length === 0 ? keys : [...keys, html`<span class="key silent">No screenshot ${finely(sumOf(silences))}</span>`];
}

function percent(part: number): string {
  return `${part * 100}%`;
}

function toneOf(status: string): string {
  return lookOf(status).tone;
}

/** Waiting for a person is seen without colours too. */
function waits(status: string): string {
  return status === "interaction_required" || status === "review_required" ? "waits" : "";
}

import { html, nothing, type TemplateResult } from "lit/html.js";
import type { RunView } from "../../protocol/runPage.ts";
import { whyNoFiles, whyNoFrames } from "../emptyReasons.ts";
import { fileLine } from "../fileLine.ts";
import type { LateParts } from "../lateParts.ts";
import type { Later } from "../later.ts";
import type { Page } from "../page.ts";
import { documentTools } from "./output.ts";
import { emptyWords, restOf, section } from "./section.ts";

/** One large picture with what the agent thought, the strip of all of them, and the same in words. */
export function screenshots(page: Page, { screens }: LateParts, run: RunView): TemplateResult {
  const { frames, rest } = run;
  const frame = { name: "screenshots", title: "Screenshots" };
  if (rest) return section(page, { ...frame, body: () => restOf(rest) });
  if (frames.length === 0) return section(page, { ...frame, body: () => emptyWords(whyNoFrames(run, page.now)) });
  return section(page, {
    ...frame,
    count: frames.length,
    tools: screens.part?.tools(run),
    body: () => late(page, { name: "screens", count: frames.length, part: screens, draw: part => part.body(run) }),
  });
}

export function files(page: Page, { files: list }: LateParts, { files: all, status, rest }: RunView): TemplateResult {
  const frame = { name: "files", title: "Files" };
  if (rest) return section(page, { ...frame, body: () => restOf(rest) });
  if (all.length === 0) return section(page, { ...frame, body: () => emptyWords(whyNoFiles(status)) });
  return section(page, { ...frame, count: all.length, body: () => late(page, { name: "files", count: all.length, part: list, draw: part => part.body(all), meanwhile: () => html`<ul class="file-list">${all.map(file => html`<li class="file-item">${fileLine(file, nothing)}</li>`)}</ul>` }) });
}

/** What happened when: a picture of the whole run, and every event in words. */
export function timeline(page: Page, { timeline: picture }: LateParts, run: RunView): TemplateResult {
  const frame = { name: "timeline", title: "Time line" };
  const { timeline: line, rest = "coming" } = run;
  if (!line) return section(page, { ...frame, body: () => restOf(rest) });
  return section(page, {
    ...frame,
    tools: documentTools(page, "timeline.md", "time line"),
    body: () => late(page, { name: "timeline", count: Math.min(line.events.length, mostEvents), part: picture, draw: part => part.body(run, line) }),
  });
}

/** As many events are seen at once; further ones are scrolled to. */
const mostEvents = 13;

/** What needs a person, or went wrong. */
export function attention(page: Page, { attention: cards }: LateParts, draw: (part: NonNullable<LateParts["attention"]["part"]>) => unknown): unknown {
  if (cards.isMissing) return lost(page, "This part of the page");
  return cards.part ? draw(cards.part) : nothing;
}

/** Keys are missed only by who presses one. */
export function lostKeys(page: Page, { keys }: LateParts): unknown {
  return keys.isMissing ? lost(page, "What the keys of this page do") : nothing;
}

function lost(page: Page, what: string): TemplateResult {
  return html`<p class="empty lost">${what} could not be loaded. <button type="button" class="link" @click=${() => page.send({ type: "loadAgain" })}>Load the page again</button></p>`;
}

interface Late<Part> {
  readonly name: string;
  /** How many things it will show: its place is as large until it has come. */
  readonly count: number;
  readonly part: Later<Part>;
  readonly draw: (part: Part) => TemplateResult;
  /** What of it is there at once. */
  readonly meanwhile?: () => TemplateResult;
}

function late<Part>(page: Page, { name, count, part, draw, meanwhile }: Late<Part>): TemplateResult {
  if (part.part) return draw(part.part);
  if (part.isMissing) return lost(page, "This part of the page");
  part.want();
  return html`<div class="late-part late-${name}" data-count=${count}>${meanwhile?.() ?? nothing}</div>`;
}

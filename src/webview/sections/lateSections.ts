import { html, nothing, type TemplateResult } from "lit/html.js";
import type { RunView } from "../../protocol/runPage.ts";
import { whyNoFiles, whyNoFrames } from "../emptyReasons.ts";
import type { LateParts } from "../lateParts.ts";
import type { Later } from "../later.ts";
import type { Page } from "../page.ts";
import { documentTools } from "./output.ts";
import { emptyWords, loadingLines, section } from "./section.ts";

/** One large picture with what the agent thought, the strip of all of them, and the same in words. */
export function screenshots(page: Page, { screens }: LateParts, run: RunView): TemplateResult {
  const { frames, isPartial } = run;
  const frame = { name: "screenshots", title: "Screenshots" };
  if (isPartial) return section(page, { ...frame, body: loadingLines });
  if (frames.length === 0) return section(page, { ...frame, body: () => emptyWords(whyNoFrames(run, page.now)) });
  return section(page, {
    ...frame,
    count: frames.length,
    tools: screens.part?.tools(run),
    body: () => late("screens", screens, part => part.body(run)),
  });
}

export function files(page: Page, { files: list }: LateParts, { files: all, status, isPartial }: RunView): TemplateResult {
  const frame = { name: "files", title: "Files" };
  if (isPartial) return section(page, { ...frame, body: loadingLines });
  if (all.length === 0) return section(page, { ...frame, body: () => emptyWords(whyNoFiles(status)) });
  return section(page, { ...frame, count: all.length, body: () => late("files", list, part => part.body(all)) });
}

/** What happened when: a picture of the whole run, and every event in words. */
export function timeline(page: Page, { timeline: picture }: LateParts, run: RunView): TemplateResult {
  const frame = { name: "timeline", title: "Time line" };
  const { timeline: line } = run;
  if (!line) return section(page, { ...frame, body: loadingLines });
  return section(page, {
    ...frame,
    tools: documentTools(page, "timeline.md", "time line"),
    body: () => late("timeline", picture, body => body(page, run, line)),
  });
}

/** What needs a person, or went wrong. */
export function attention({ attention: cards }: LateParts, draw: (part: NonNullable<LateParts["attention"]["part"]>) => unknown): unknown {
  if (cards.isMissing) return emptyWords(lost);
  return cards.part ? draw(cards.part) : nothing;
}

const lost = "This part of the page could not be loaded. Reload the window to see it.";

/** Until it has come, its place is as large as it will be. */
function late<Part>(name: string, part: Later<Part>, draw: (part: Part) => TemplateResult): TemplateResult {
  if (part.part) return draw(part.part);
  if (part.isMissing) return emptyWords(lost);
  part.want();
  return html`<div class="late-part late-${name}"></div>`;
}

import { html, type TemplateResult } from "lit/html.js";
import type { Frame, RunView } from "../../protocol/runPage.ts";
import { iconButton } from "../buttons.ts";
import { whyNoFrames } from "../emptyReasons.ts";
import { count, sinceStart } from "../formats.ts";
import { icon } from "../icon.ts";
import type { Page } from "../page.ts";
import type { Stage } from "../stage.ts";
import type { Strip } from "../strip.ts";
import { emptyWords, section } from "./section.ts";

export interface Screens {
  readonly stage: Stage;
  readonly strip: Strip;
}

/** One large picture with what the agent thought, and the strip of all of them. */
export function screenshots(page: Page, { stage, strip }: Screens, { frames, status }: RunView): TemplateResult {
  const position = page.frames.position(frames);
  const shown = frames[position];
  const parts = { name: "screenshots", title: "Screenshots" };
  if (!shown) return section({ ...parts, body: emptyWords(whyNoFrames(status)) });
  page.pictures.want(shown.index);
  const place = `${count(position + 1)} of ${count(frames.length)}`;
  return section({
    ...parts,
    tools: steps(strip, position, place),
    body: html`<figure class="viewer">${stage.render(shown, `Screenshot ${place}`)} ${caption(shown)}</figure>
      ${strip.render(frames, position)}`,
  });
}

function steps(strip: Strip, position: number, place: string): TemplateResult {
  return html`<span class="place">${place}</span>
    ${iconButton("chevron-left", "Previous screenshot", () => strip.choose(position - 1))}
    ${iconButton("chevron-right", "Next screenshot", () => strip.choose(position + 1))}`;
}

function caption({ atMs, reasoning }: Frame): TemplateResult {
  return html`<figcaption>
    <span class="frame-time" title="Time since the run started">${icon("clock")}${sinceStart(atMs)}</span>
    <span class="reasoning" dir="auto">${reasoning || "The agent gave no reason here."}</span>
  </figcaption>`;
}

import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Frame, RunView } from "../../protocol/runPage.ts";
import { iconButton } from "../buttons.ts";
import { whyNoFrames } from "../emptyReasons.ts";
import { count, sinceStart } from "../formats.ts";
import { icon } from "../icon.ts";
import type { Page } from "../page.ts";
import { type Player, speeds } from "../player.ts";
import type { ReasoningList } from "../reasoningList.ts";
import type { Stage } from "../stage.ts";
import type { Strip } from "../strip.ts";
import { emptyWords, loadingLines, section } from "./section.ts";

export interface Screens {
  readonly stage: Stage;
  readonly strip: Strip;
  readonly list: ReasoningList;
  readonly player: Player;
}

/** One large picture with what the agent thought, the strip of all of them, and the same in words. */
export function screenshots(page: Page, screens: Screens, run: RunView): TemplateResult {
  const { frames } = run;
  const position = page.frames.position(frames);
  const shown = frames[position];
  const parts = { name: "screenshots", title: "Screenshots", ...(frames.length > 0 ? { count: frames.length } : {}) };
  if (run.isPartial) return section(page, { ...parts, body: loadingLines });
  if (!shown) return section(page, { ...parts, body: () => emptyWords(whyNoFrames(run, page.now)) });
  return section(page, {
    ...parts,
    tools: html`${jumps(page, run)} ${copies(page, run, shown)}`,
    body: () => viewer(page, screens, { run, position, shown }),
  });
}

interface Shown {
  readonly run: RunView;
  readonly position: number;
  readonly shown: Frame;
}

function viewer(page: Page, screens: Screens, { run, position, shown }: Shown): TemplateResult {
  const { frames } = run;
  const place = `${count(position + 1)} of ${count(frames.length)}`;
  return html`<figure class="viewer">
      ${screens.stage.render(shown, `Screenshot ${place}`, event => screens.strip.moveAlong(event))} ${film(page, screens, { run, position, shown })} ${caption(shown)}
    </figure>
    ${screens.strip.render(frames, position, run.marks)} ${screens.list.render(frames, shown)} ${retention(page, run)}`;
}

/** Play, scrub, step and zoom, in one line under the picture. */
function film(page: Page, { strip, player, stage }: Screens, { run, position, shown }: Shown): TemplateResult {
  const last = run.frames.length - 1;
  const zoom = (act: () => void): void => {
    act();
    page.redraw();
  };
  return html`<div class="film" role="group" aria-label="Film">
    ${iconButton(player.isPlaying ? "debug-pause" : "play", player.isPlaying ? "Pause" : "Play", () => player.toggle())}
    <select class="field speed" aria-label="Speed" @change=${(event: Event) => setSpeed(page, event)}>
      ${speeds.map(speed => html`<option value=${speed} ?selected=${speed === page.memory.playSpeed}>${speed}×</option>`)}
    </select>
    ${iconButton("chevron-left", "Previous screenshot", () => strip.choose(position - 1))}
    <input
      type="range"
      class="scrub"
      min="0"
      max=${last}
      .value=${String(position)}
      aria-label="Screenshot"
      aria-valuetext="${position + 1} of ${last + 1}, ${sinceStart(shown.atMs)}"
      @input=${(event: Event) => event.target instanceof HTMLInputElement && strip.choose(event.target.valueAsNumber)}
    />
    ${iconButton("chevron-right", "Next screenshot", () => strip.choose(position + 1))}
    <span class="place">${count(position + 1)} of ${count(last + 1)}</span>
    ${iconButton("zoom-out", "Smaller", () => zoom(() => stage.zoom.farther()))}
    ${iconButton("zoom-in", "Larger", () => zoom(() => stage.zoom.closer()))}
    ${iconButton("screen-normal", "Whole picture", () => zoom(() => stage.zoom.reset()))}
  </div>`;
}

function setSpeed(page: Page, event: Event): void {
  if (event.target instanceof HTMLSelectElement) page.remember({ playSpeed: Number(event.target.value) });
}

const jumpWords = { question: ["comment-unresolved", "Go to the question"], error: ["error", "Go to the error"] } as const;

function jumps(page: Page, run: RunView): TemplateResult[] {
  return (["question", "error"] as const).flatMap(kind => {
    const marks = run.marks.filter(mark => mark.kind === kind);
    const [name, words] = jumpWords[kind];
    return marks.length === 0 ? [] : [iconButton(name, words, () => goToMark(page, run, kind))];
  });
}

/** The next one of its kind after the shown frame, and from the last one the first again. */
export function goToMark(page: Page, { frames, marks }: RunView, kind: "question" | "error"): void {
  const position = page.frames.position(frames);
  const positions = marks.filter(mark => mark.kind === kind).map(({ index }) => frames.findIndex(frame => frame.index === index));
  const next = positions.find(at => at > position) ?? positions[0];
  if (next === undefined) return page.say(kind === "question" ? "The run has asked nothing." : "The run has no error.");
  page.frames.choose(frames, next);
  page.redraw();
}

function copies(page: Page, run: RunView, shown: Frame): TemplateResult {
  return html`${iconButton("split-horizontal", "Open both at this time: this run and another one", () => page.send({ type: "openBoth", atMs: shown.atMs }))}
  ${iconButton("save", "Save this screenshot", () => page.send({ type: "saveFrame", index: shown.index }))}
  ${run.frames.length > 1 ? iconButton("save-all", "Save all screenshots", () => page.send({ type: "saveFrames" })) : nothing}`;
}

function caption({ atMs, reasoning }: Frame): TemplateResult {
  return html`<figcaption>
    <span class="frame-time" title="Time since the run started">${icon("clock")}${sinceStart(atMs)}</span>
    <span class="reasoning" dir="auto">${reasoning || "The agent gave no reason here."}</span>
  </figcaption>`;
}

/** Pictures do not stay for ever; said while something can be done about it. */
function retention(page: Page, { framesUntil, hasFramesCopy, endedAt }: RunView): TemplateResult {
  const until = framesUntil === undefined ? "15 days" : new Date(framesUntil).toLocaleDateString(undefined, { dateStyle: "long" });
  if (hasFramesCopy) return html`<p class="retention">${icon("pass")}A copy of these screenshots is kept on this machine.</p>`;
  const isOver = framesUntil !== undefined && Date.parse(framesUntil) < page.now;
  const words = isOver ? `Deck keeps screenshots until ${until}: some may be gone.` : `Deck keeps these screenshots until ${until}.`;
  const keep = html`<button type="button" class="link" @click=${() => page.send({ type: "keepFrames" })}>Keep a local copy</button>`;
  return html`<p class="retention">${icon("history")}<span>${framesUntil === undefined ? "Deck keeps screenshots for 15 days." : words} ${endedAt === undefined ? nothing : keep}</span></p>`;
}

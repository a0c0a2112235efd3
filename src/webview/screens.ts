import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Frame, RunView } from "../protocol/runPage.ts";
import { iconButton } from "./buttons.ts";
import type { FilmControls } from "./film.ts";
import { count, sinceStart } from "./formats.ts";
import { FrameChoice } from "./frameChoice.ts";
import { icon } from "./icon.ts";
import type { Page } from "./page.ts";
import { Pictures } from "./pictures.ts";
import { Player, speeds } from "./player.ts";
import { ReasoningList } from "./reasoningList.ts";
import { Stage } from "./stage.ts";
import { Strip } from "./strip.ts";

/** The screenshots of the run that is shown. */
export class Screens implements FilmControls {
  readonly frames = new FrameChoice();
  readonly pictures: Pictures;
  readonly stage = new Stage(this);
  readonly player: Player;
  private readonly strip = new Strip(this);
  private readonly list = new ReasoningList(this);
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.pictures = new Pictures(
      index => page.send({ type: "wantFrame", index }),
      () => this.redraw(),
    );
    this.player = new Player({ screen: () => this.screen(), speed: () => page.memory.playSpeed, changed: () => this.redraw() });
  }

  redraw(): void {
    this.page.redraw();
  }

  /** Another run is shown. */
  begin(): void {
    this.player.stop();
    this.frames.reset();
    this.pictures.clear();
    this.stage.zoom.reset();
  }

  step(by: number): void {
    this.choose(this.position + by);
  }

  choose(position: number): void {
    this.frames.choose(this.all, position);
    this.redraw();
  }

  /** The next one of its kind after the shown frame, and from the last one the first again. */
  goToMark(kind: "question" | "error"): void {
    const { frames, marks } = this.page.run ?? { frames: [], marks: [] };
    const positions = marks.filter(mark => mark.kind === kind).map(({ index }) => frames.findIndex(frame => frame.index === index));
    const next = positions.find(at => at > this.position) ?? positions[0];
    if (next === undefined) return this.page.say(kind === "question" ? "The run has asked nothing." : "The run has no error.");
    this.frames.choose(frames, next);
    this.redraw();
  }

  goTo(atMs: number): void {
    this.frames.goTo(this.all, atMs);
    this.redraw();
  }

  save(): void {
    const shown = this.all[this.position];
    if (shown) this.page.send({ type: "saveFrame", index: shown.index });
  }

  openBoth(): void {
    const shown = this.all[this.position];
    if (shown) this.page.send({ type: "openBoth", atMs: shown.atMs });
  }

  zoom(act: "closer" | "farther" | "reset"): void {
    this.stage.zoom[act]();
    this.redraw();
  }

  tools(run: RunView): TemplateResult {
    const jump = (kind: "question" | "error", name: string, words: string): unknown =>
      run.marks.some(mark => mark.kind === kind) ? iconButton(name, words, () => this.goToMark(kind)) : nothing;
    return html`${jump("question", "comment-unresolved", "Go to the question")} ${jump("error", "error", "Go to the error")}
    ${iconButton("split-horizontal", "Open both at this time: this run and another one", () => this.openBoth())}
    ${iconButton("save", "Save this screenshot", () => this.save())}
    ${run.frames.length > 1 ? iconButton("save-all", "Save all screenshots", () => this.page.send({ type: "saveFrames" })) : nothing}`;
  }

  body(run: RunView): TemplateResult {
    const { frames, marks } = run;
    const { position } = this;
    const shown = frames[position];
    if (!shown) return html``;
    const place = `${count(position + 1)} of ${count(frames.length)}`;
    return html`<figure class="viewer">${this.stage.render(shown, `Screenshot ${place}`, event => this.strip.moveAlong(event))} ${this.controls(frames, shown, place)} ${caption(shown)}</figure>
      ${this.strip.render(frames, position, marks)} ${this.list.render(frames, shown)} ${this.retention(run)}`;
  }

  /** Call after each drawing. */
  drawn(): void {
    this.pictures.keep(this.all.length);
    this.strip.reveal();
    this.list.reveal(this.all[this.position]);
    this.wantPictures();
  }

  private get all(): readonly Frame[] {
    return this.page.run?.frames ?? [];
  }

  private get position(): number {
    return this.frames.position(this.all);
  }

  /** The shown one, the newest where it is asked about, the next to either side, then what the strip shows. */
  private wantPictures(): void {
    const { run, memory } = this.page;
    const isAsked = run?.question || run?.review;
    const isFolded = memory.folded.includes("screenshots");
    if (!run || (isFolded && !isAsked)) return;
    const { all, position: at } = this;
    const near = isFolded ? [] : [at, at + 1, at - 1, ...(this.player.isPlaying ? [at + 2, at + 3] : [])];
    const large = [...near.slice(0, 1), ...(isAsked ? [all.length - 1] : []), ...near.slice(1)].flatMap(position => all[position]?.index ?? []);
    this.pictures.want({ large, small: isFolded ? [] : this.strip.wanted });
  }

  private screen(): ReturnType<ConstructorParameters<typeof Player>[0]["screen"]> {
    const { all: frames, position } = this;
    const kind = this.pictures.get(frames[position]?.index ?? -1)?.kind;
    return { frames, position, isReady: kind === "here" || kind === "missing", show: to => this.choose(to) };
  }

  /** Play, scrub, step and zoom, in one line under the picture. */
  private controls(frames: readonly Frame[], { atMs }: Frame, place: string): TemplateResult {
    const { player } = this;
    return html`<div class="film" role="group" aria-label="Film">
      ${iconButton(player.isPlaying ? "debug-pause" : "play", player.isPlaying ? "Pause" : "Play", () => player.toggle())}
      <select class="field speed" aria-label="Speed" @change=${(event: Event) => this.setSpeed(event)}>
        ${speeds.map(speed => html`<option value=${speed} .selected=${speed === this.page.memory.playSpeed}>${speed}×</option>`)}
      </select>
      ${iconButton("chevron-left", "Previous screenshot", () => this.step(-1))}
      <input
        type="range"
        class="scrub"
        min="0"
        max=${frames.length - 1}
        .value=${String(this.position)}
        aria-label="Screenshot"
        aria-valuetext="${place}, ${sinceStart(atMs)}"
        @input=${(event: Event) => event.target instanceof HTMLInputElement && this.choose(event.target.valueAsNumber)}
      />
      ${iconButton("chevron-right", "Next screenshot", () => this.step(1))}
      <span class="place">${place}</span>
      ${iconButton("zoom-out", "Smaller", () => this.zoom("farther"))} ${iconButton("zoom-in", "Larger", () => this.zoom("closer"))}
      ${iconButton("screen-normal", "Whole picture", () => this.zoom("reset"))}
    </div>`;
  }

  private setSpeed(event: Event): void {
    if (event.target instanceof HTMLSelectElement) this.page.remember({ playSpeed: Number(event.target.value) });
  }

  /** Pictures do not stay for ever; said while something can be done about it. */
  private retention({ framesUntil, framesCopy: copy, endedAt }: RunView): TemplateResult {
    const keep = html`<button type="button" class="link" @click=${() => this.page.send({ type: "keepFrames" })}>${copy ? "Try again" : "Keep a local copy"}</button>`;
    if (copy?.lacks) return html`<p class="retention">${icon("warning")}<span>A copy of these screenshots is kept on this machine, without ${count(copy.lacks)} that could not be read. ${keep}</span></p>`;
    if (copy) return html`<p class="retention">${icon("pass")}A copy of these screenshots is kept on this machine.</p>`;
    return html`<p class="retention">${icon("history")}<span>${keptUntil(framesUntil, this.page.now)} ${endedAt === undefined ? nothing : keep}</span></p>`;
  }
}

function keptUntil(until: string | undefined, now: number): string {
  if (until === undefined) return "Deck keeps screenshots for 15 days.";
  const day = new Date(until).toLocaleDateString(undefined, { dateStyle: "long" });
  return Date.parse(until) < now ? `Deck kept these screenshots until ${day}: some may be gone.` : `Deck keeps these screenshots until ${day}.`;
}

function caption({ atMs, reasoning }: Frame): TemplateResult {
  return html`<figcaption>
    <span class="frame-time" title="Time since the run started">${icon("clock")}${sinceStart(atMs)}</span>
    <span class="reasoning" dir="auto">${reasoning || "The agent gave no reason here."}</span>
  </figcaption>`;
}

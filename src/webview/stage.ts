import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Frame } from "../protocol/runPage.ts";
import { icon } from "./icon.ts";
import type { Film } from "./film.ts";
import { placed } from "./placed.ts";
import { Zoom } from "./zoom.ts";

const panStepPx = 60;

/** Where the shown frame's picture stands. Its size does not depend on the picture, so nothing below it jumps. */
export class Stage {
  readonly zoom = new Zoom();
  private readonly film: Film;
  private last: { readonly index: number; readonly url: string } | undefined;

  constructor(film: Film) {
    this.film = film;
  }

  /** `step` goes to another screenshot, if the key is one for that. */
  render({ index, reasoning }: Frame, name: string, step: (event: KeyboardEvent) => void): TemplateResult {
    const picture = this.film.pictures.get(index);
    const isHere = picture?.kind === "here";
    if (isHere) this.last = { index, url: picture.url };
    const alt = reasoning ? `${name}: ${reasoning}` : name;
    return html`<div
      class="stage ${this.zoom.isMagnified ? "magnified" : ""}"
      tabindex="0"
      role="group"
      aria-label="Picture, ${this.zoom.percent} percent"
      @wheel=${(event: WheelEvent) => this.wheel(event)}
      @dblclick=${(event: MouseEvent) => this.double(event)}
      @pointerdown=${(event: PointerEvent) => this.grab(event)}
      @pointermove=${(event: PointerEvent) => this.drag(event)}
      @keydown=${(event: KeyboardEvent) => (this.zoom.isMagnified ? this.key(event) : step(event))}
    >
      ${isHere ? this.image(picture.url, alt) : picture?.kind === "missing" ? this.missing(index, picture.why) : this.waiting()}
      ${isHere && picture.note ? html`<p class="stage-note">${picture.note}</p>` : nothing}
    </div>`;
  }

  private image(url: string, alt: string, look = ""): TemplateResult {
    return html`<img class=${look} src=${url} alt=${alt} draggable="false" decoding="async" ${placed({ transform: this.zoom.transform })} />`;
  }

  /** The picture before stays, dimmed, while the next is on its way: following a run does not flicker. */
  private waiting(): TemplateResult {
    const { last } = this;
    const held = last && this.film.pictures.get(last.index);
    const isHeld = last && held?.kind === "here" && held.url === last.url;
    return html`${isHeld ? this.image(last.url, "", "late") : ""}
      <p class="stage-words late-words">Loading the picture…</p>`;
  }

  private missing(index: number, why: string): TemplateResult {
    return html`<div class="stage-words missing-picture">
      ${icon("file-media")}
      <p dir="auto">${why}</p>
      <button type="button" class="button secondary" @click=${() => this.film.pictures.retry(index)}>Try again</button>
    </div>`;
  }

  /** Only with Ctrl, as elsewhere: the wheel alone scrolls the page. A pinch comes as such a wheel. */
  private wheel(event: WheelEvent): void {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.zoom.magnify(Math.exp(-event.deltaY / 200), ...fromMiddle(event));
    this.film.redraw();
  }

  private double(event: MouseEvent): void {
    if (this.zoom.isMagnified) this.zoom.reset();
    else this.zoom.magnify(2, ...fromMiddle(event));
    this.film.redraw();
  }

  private grab(event: PointerEvent): void {
    if (!this.zoom.isMagnified || !(event.currentTarget instanceof HTMLElement)) return;
    event.currentTarget.setPointerCapture(event.pointerId);
  }

  private drag(event: PointerEvent): void {
    const stage = event.currentTarget;
    if (event.buttons !== 1 || !(stage instanceof HTMLElement) || !this.zoom.isMagnified) return;
    this.zoom.pan(event.movementX, event.movementY, stage.getBoundingClientRect());
    this.film.redraw();
  }

  /** Arrows move a magnified picture. */
  private key(event: KeyboardEvent): void {
    const stage = event.currentTarget;
    const move = arrows.get(event.key);
    if (!move || !(stage instanceof HTMLElement)) return;
    event.preventDefault();
    event.stopPropagation();
    this.zoom.pan(move[0] * panStepPx, move[1] * panStepPx, stage.getBoundingClientRect());
    this.film.redraw();
  }
}

const arrows: ReadonlyMap<string, readonly [number, number]> = new Map([
  ["ArrowLeft", [1, 0]],
  ["ArrowRight", [-1, 0]],
  ["ArrowUp", [0, 1]],
  ["ArrowDown", [0, -1]],
]);

function fromMiddle(event: MouseEvent): [x: number, y: number] {
  if (!(event.currentTarget instanceof HTMLElement)) return [0, 0];
  const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
  return [event.clientX - left - width / 2, event.clientY - top - height / 2];
}

import { html, nothing, type TemplateResult } from "lit/html.js";
import { ref } from "lit/directives/ref.js";
import { repeat } from "lit/directives/repeat.js";
import type { Frame, FrameMark } from "../protocol/runPage.ts";
import { sinceStart } from "./formats.ts";
import { icon } from "./icon.ts";
import { nearRange } from "./nearRange.ts";
import type { Film } from "./film.ts";
import { placed } from "./placed.ts";

const moves: Readonly<Record<string, (position: number, last: number) => number>> = {
  ArrowLeft: position => position - 1,
  ArrowUp: position => position - 1,
  ArrowRight: position => position + 1,
  ArrowDown: position => position + 1,
  PageUp: position => position - 10,
  PageDown: position => position + 10,
  Home: () => 0,
  End: (_, last) => last,
};

/** With the gap between two. */
const framePx = 112;

/** All frames as small pictures in one line; only those near what can be seen exist. */
export class Strip {
  private readonly film: Film;
  private frames: readonly Frame[] = [];
  private marks: ReadonlyMap<number, string> = new Map();
  private list: HTMLElement | undefined;
  private revealed = -1;
  private near = { from: 0, to: 0 };
  private isSeen = false;
  private readonly sight = new IntersectionObserver(entries => this.see(entries));
  private readonly size = new ResizeObserver(() => this.fit());
  // One function for the strip's whole life: lit calls a new one again at every update.
  private readonly isList = (element?: Element): void => {
    if (this.list) this.sight.unobserve(this.list);
    if (this.list) this.size.unobserve(this.list);
    this.list = element instanceof HTMLElement ? element : undefined;
    this.revealed = -1;
    this.isSeen = false;
    if (!this.list) return;
    this.sight.observe(this.list);
    this.size.observe(this.list);
  };

  constructor(film: Film) {
    this.film = film;
  }

  /** The frames whose small pictures are wanted now. */
  get wanted(): readonly number[] {
    return this.isSeen ? this.frames.slice(this.near.from, this.near.to).map(({ index }) => index) : [];
  }

  render(frames: readonly Frame[], position: number, marks: readonly FrameMark[]): TemplateResult {
    this.frames = frames;
    this.marks = new Map(marks.map(({ kind, index }) => [index, kind]));
    this.near = this.range();
    const shown = frames[position];
    const drawn = frames.slice(this.near.from, this.near.to);
    // Where the focus stands for a screen reader exists, however far it is.
    const far = shown && (position < this.near.from || position >= this.near.to) ? [shown] : [];
    return html`<div
      class="strip"
      role="listbox"
      tabindex="0"
      aria-label="Screenshots"
      aria-orientation="horizontal"
      aria-activedescendant=${shown ? optionId(shown) : nothing}
      ${ref(this.isList)}
      @scroll=${() => this.look()}
      @keydown=${(event: KeyboardEvent) => this.move(event)}
    >
      <div class="strip-track" role="presentation" ${placed({ width: `${frames.length * framePx}px` })}>
        ${repeat(
          [...drawn, ...far],
          frame => frame.index,
          frame => this.option(frame, frame === shown),
        )}
      </div>
    </div>`;
  }

  choose(position: number): void {
    this.film.frames.choose(this.frames, position);
    this.film.redraw();
  }

  move(event: KeyboardEvent): void {
    const move = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined;
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.choose(move(this.film.frames.position(this.frames), this.frames.length - 1));
  }

  /** From the large picture, where what moves up and down scrolls the page. */
  moveAlong(event: KeyboardEvent): void {
    if (!/(Up|Down)$/.test(event.key)) this.move(event);
  }

  /** Call after each drawing: brings the shown frame into the strip's view when it has become another one. */
  reveal(): void {
    const position = this.film.frames.position(this.frames);
    if (!this.list || position === this.revealed || position < 0) return;
    this.revealed = position;
    // Not scrollIntoView, which would move the page too.
    this.list.scrollTo({ left: position * framePx - (this.list.clientWidth - framePx) / 2 });
    this.look();
  }

  private option(frame: Frame, isShown: boolean): TemplateResult {
    const at = this.frames.indexOf(frame);
    const time = sinceStart(frame.atMs);
    const mark = this.marks.get(frame.index);
    return html`<div
      class="frame"
      role="option"
      id=${optionId(frame)}
      data-index=${frame.index}
      aria-selected=${isShown ? "true" : "false"}
      aria-setsize=${this.frames.length}
      aria-posinset=${at + 1}
      aria-label="Screenshot ${at + 1} of ${this.frames.length}, ${time}${mark ? `, ${mark}` : ""}: ${frame.reasoning}"
      title=${frame.reasoning}
      ${placed({ left: `${at * framePx}px` })}
      @click=${() => this.choose(at)}
    >
      <span class="thumbnail">${this.thumbnail(frame.index)}</span>
      <span class="frame-number">${mark ? icon(markIcons[mark] ?? "circle-small") : nothing}${time}</span>
    </div>`;
  }

  private thumbnail(index: number): HTMLElement | TemplateResult {
    const small = this.film.pictures.thumbnail(index);
    if (small) return small;
    return this.film.pictures.get(index)?.kind === "missing" ? icon("circle-slash") : html``;
  }

  private see(entries: readonly IntersectionObserverEntry[]): void {
    this.isSeen = entries.at(-1)?.isIntersecting ?? false;
    if (this.isSeen) this.film.redraw();
  }

  /** In a narrower strip, the shown frame may stand outside. */
  private fit(): void {
    this.revealed = -1;
    this.reveal();
    this.look();
  }

  private look(): void {
    const { from, to } = this.range();
    if (from !== this.near.from || to !== this.near.to) this.film.redraw();
  }

  private range(): { readonly from: number; readonly to: number } {
    const { scrollLeft = 0, clientWidth = 0 } = this.list ?? {};
    return nearRange({ scrolled: scrollLeft, extent: clientWidth, itemSize: framePx, count: this.frames.length });
  }
}

const markIcons: Readonly<Record<string, string>> = { question: "comment-unresolved", error: "error" };

function optionId(frame: Frame): string {
  return `frame-${frame.index}`;
}

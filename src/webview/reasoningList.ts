import { html, nothing, type TemplateResult } from "lit/html.js";
import { ref } from "lit/directives/ref.js";
import { repeat } from "lit/directives/repeat.js";
import type { Frame } from "../protocol/runPage.ts";
import { count, sinceStart } from "./formats.ts";
import type { Film } from "./film.ts";
import { LineFocus } from "./lineFocus.ts";
import { placed } from "./placed.ts";

const linePx = 26;

/** What the agent thought at each screenshot, as a list to search: the pictures in words. */
export class ReasoningList {
  private readonly film: Film;
  private words = "";
  private revealed = -1;
  private readonly lineFocus: LineFocus;
  private known: { readonly frames: readonly Frame[]; readonly words: string; readonly found: readonly Frame[] } | undefined;
  private readonly isList = (element?: Element): void => {
    this.lineFocus.isList(element);
    this.revealed = -1;
  };

  constructor(film: Film) {
    this.film = film;
    this.lineFocus = new LineFocus(linePx, () => film.redraw());
  }

  render(frames: readonly Frame[], shown: Frame): TemplateResult {
    const found = this.found(frames);
    return html`<div class="reasoning-list">
      <div class="reasoning-search">
        <input
          type="search"
          class="field"
          aria-label="Search the reasoning"
          placeholder="Search the reasoning"
          .value=${this.words}
          @input=${(event: Event) => this.search(event)}
        />
        <span class="place" role="status">${this.words === "" ? nothing : `${count(found.length)} of ${count(frames.length)}`}</span>
      </div>
      ${found.length === 0 ? html`<p class="empty">No reasoning has these words.</p>` : this.lines(found, { frames, shown })}
    </div>`;
  }

  private lines(found: readonly Frame[], { frames, shown }: { frames: readonly Frame[]; shown: Frame }): TemplateResult {
    return html`<div class="reasoning-lines" role="list" aria-label="Reasoning" ${ref(this.isList)} @scroll=${() => this.film.redraw()} @keydown=${(event: KeyboardEvent) => this.lineFocus.move(event)}>
      <div class="reasoning-track" role="presentation" ${placed({ height: `${found.length * linePx}px` })}>
        ${repeat(
          this.lineFocus.drawn(found.length, 240).flatMap(at => (found[at] ? [{ frame: found[at], at }] : [])),
          ({ frame }) => frame.index,
          ({ frame, at }) => this.line(frame, { at, of: found.length, isShown: frame === shown, choose: () => this.choose(frames, frame) }),
        )}
      </div>
    </div>`;
  }

  private line(frame: Frame, { at, of, isShown, choose }: { at: number; of: number; isShown: boolean; choose: () => void }): TemplateResult {
    const { lineFocus } = this;
    return html`<div role="listitem" class="reasoning-item" aria-setsize=${of} aria-posinset=${at + 1} ${placed({ top: `${at * linePx}px` })}>
      <button type="button" class="reasoning-line" tabindex=${lineFocus.tabIndex(at)} aria-current=${isShown ? "true" : nothing} title=${frame.reasoning} @focus=${() => lineFocus.focused(at)} @click=${choose}>
        <span class="reasoning-time">${sinceStart(frame.atMs)}</span>
        <span class="reasoning-words" dir="auto">${frame.reasoning || "No reason given."}</span>
      </button>
    </div>`;
  }

  /** Call after each drawing: the shown frame's line comes in sight when it has become another one. */
  reveal(shown: Frame | undefined): void {
    if (!shown || shown.index === this.revealed || !this.known) return;
    this.revealed = shown.index;
    const at = this.known.found.indexOf(shown);
    if (at < 0) return;
    this.lineFocus.reveal(at);
    this.film.redraw();
  }

  private choose(frames: readonly Frame[], frame: Frame): void {
    this.film.frames.choose(frames, frames.indexOf(frame));
    this.film.redraw();
  }

  private search(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.words = event.target.value;
    this.lineFocus.reveal(0);
    this.film.redraw();
  }

  private found(frames: readonly Frame[]): readonly Frame[] {
    const { known, words } = this;
    if (known?.frames === frames && known.words === words) return known.found;
    const wanted = words.trim().toLowerCase();
    const found = wanted === "" ? frames : frames.filter(({ reasoning }) => reasoning.toLowerCase().includes(wanted));
    this.known = { frames, words, found };
    return found;
  }
}

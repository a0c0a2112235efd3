import { html, type TemplateResult } from "lit/html.js";
import { ref } from "lit/directives/ref.js";
import { repeat } from "lit/directives/repeat.js";
import type { Frame } from "../protocol/runPage.ts";
import { sinceStart } from "./formats.ts";
import { icon } from "./icon.ts";
import type { Page } from "./page.ts";

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

/** All frames as small pictures in one line. Asks only for the pictures of those that can be seen. */
export class Strip {
  private readonly page: Page;
  private frames: readonly Frame[] = [];
  private list: HTMLElement | undefined;
  private revealed = -1;
  private readonly sight = new IntersectionObserver(entries => this.seen(entries), { threshold: 0 });
  // One function each for the strip's whole life: lit calls a new one again at every update.
  private readonly isList = (element?: Element): void => {
    this.list = element instanceof HTMLElement ? element : undefined;
    this.revealed = -1;
  };
  private readonly watch = (element?: Element): void => {
    if (element) this.sight.observe(element);
  };

  constructor(page: Page) {
    this.page = page;
  }

  render(frames: readonly Frame[], position: number): TemplateResult {
    this.frames = frames;
    const shown = frames[position];
    return html`<div
      class="strip"
      role="listbox"
      tabindex="0"
      aria-label="Screenshots"
      aria-orientation="horizontal"
      aria-activedescendant=${shown ? optionId(shown) : ""}
      ${ref(this.isList)}
      @keydown=${(event: KeyboardEvent) => this.move(event)}
    >
      ${repeat(
        frames,
        frame => frame.index,
        (frame, at) => this.option(frame, at, at === position),
      )}
    </div>`;
  }

  choose(position: number): void {
    this.page.frames.choose(this.frames, position);
    this.page.redraw();
  }

  /** Call after each drawing: brings the shown frame into the strip's view when it has become another one. */
  reveal(): void {
    const position = this.page.frames.position(this.frames);
    const option = this.list?.children.item(position);
    if (!this.list || !(option instanceof HTMLElement) || position === this.revealed) return;
    this.revealed = position;
    // Not scrollIntoView, which would move the page too.
    const middle = option.offsetLeft - (this.list.clientWidth - option.offsetWidth) / 2;
    this.list.scrollTo({ left: middle });
  }

  private option(frame: Frame, at: number, isShown: boolean): TemplateResult {
    const time = sinceStart(frame.atMs);
    return html`<div
      class="frame"
      role="option"
      id=${optionId(frame)}
      data-index=${frame.index}
      aria-selected=${isShown ? "true" : "false"}
      aria-label="Screenshot ${at + 1} of ${this.frames.length}, ${time}: ${frame.reasoning}"
      title=${frame.reasoning}
      ${ref(this.watch)}
      @click=${() => this.choose(at)}
    >
      <span class="thumbnail">${this.thumbnail(frame.index)}</span>
      <span class="frame-number">${time}</span>
    </div>`;
  }

  private thumbnail(index: number): TemplateResult {
    const picture = this.page.pictures.get(index);
    if (picture?.kind === "here") {
      return html`<img src=${picture.url} alt="" decoding="async" @error=${() => this.page.pictures.spoil(index)} />`;
    }
    return picture?.kind === "missing" ? icon("circle-slash") : html``;
  }

  private move(event: KeyboardEvent): void {
    const move = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined;
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.choose(move(this.page.frames.position(this.frames), this.frames.length - 1));
  }

  private seen(entries: readonly IntersectionObserverEntry[]): void {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting && target instanceof HTMLElement) this.page.pictures.want(Number(target.dataset["index"]));
    }
  }
}

function optionId(frame: Frame): string {
  return `frame-${frame.index}`;
}

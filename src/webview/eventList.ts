import { html, nothing, type TemplateResult } from "lit/html.js";
import { ref } from "lit/directives/ref.js";
import { repeat } from "lit/directives/repeat.js";
import { finely } from "./formats.ts";
import { icon } from "./icon.ts";
import { LineFocus } from "./lineFocus.ts";
import { placed } from "./placed.ts";
import type { StatusLook } from "./statusLook.ts";

export interface Happening {
  readonly atMs: number;
  readonly label: string;
  readonly look: Pick<StatusLook, "icon" | "tone">;
}

export interface EventListOptions {
  readonly redraw: () => void;
  /** Shows what could be seen then. */
  readonly see: (atMs: number) => void;
}

const linePx = 24;
/** Further ones are scrolled to. */
const linesInSight = 13;
const hourMs = 3_600_000;

/** What happened in a run, in words, with the times between. */
export class EventList {
  private readonly options: EventListOptions;
  private readonly lineFocus: LineFocus;

  constructor(options: EventListOptions) {
    this.options = options;
    this.lineFocus = new LineFocus(linePx, options.redraw);
  }

  /** `canSee` tells whether there are screenshots that events lead to, `timeOf` how a moment is told. */
  render(all: readonly Happening[], { canSee, timeOf }: { readonly canSee: boolean; readonly timeOf: (ms: number) => string }): TemplateResult {
    const { lineFocus } = this;
    const isLong = (all.at(-1)?.atMs ?? 0) >= hourMs;
    return html`<div
      class="events ${isLong ? "long" : ""}"
      role="list"
      aria-label="Events"
      tabindex=${canSee || all.length <= linesInSight ? nothing : "0"}
      ${ref(lineFocus.isList)}
      @scroll=${this.options.redraw}
      @keydown=${(event: KeyboardEvent) => canSee && lineFocus.move(event)}
    >
      <div class="events-track" role="presentation" ${placed({ height: `${all.length * linePx}px` })}>
        ${repeat(lineFocus.drawn(all.length, 400), at => at, at => html`<div role="listitem" class="event-item" aria-setsize=${all.length} aria-posinset=${at + 1} ${placed({ top: `${at * linePx}px` })}>
          ${this.line(all, at, { canSee, timeOf })}
        </div>`)}
      </div>
    </div>`;
  }

  private line(all: readonly Happening[], at: number, { canSee, timeOf }: Parameters<EventList["render"]>[1]): TemplateResult | typeof nothing {
    const event = all[at];
    if (!event) return nothing;
    const { atMs, label, look } = event;
    const words = html`<span class="event-time">${timeOf(atMs)}</span>${icon(look.icon)}<span class="event-words" dir="auto">${label}</span>
      ${at > 0 ? html`<span class="event-after">after ${finely(atMs - (all[at - 1]?.atMs ?? 0))}</span>` : nothing}`;
    if (!canSee) return html`<div class="event tone-${look.tone}">${words}</div>`;
    return html`<button
      type="button"
      class="event tone-${look.tone}"
      tabindex=${this.lineFocus.tabIndex(at)}
      title="${label}. Go to the screenshot of this moment"
      @focus=${() => this.lineFocus.focused(at)}
      @click=${() => this.options.see(atMs)}
    >${words}</button>`;
  }
}

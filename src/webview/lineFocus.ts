import { nearRange } from "./nearRange.ts";

const pageLines = 8;

const moves: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowUp: at => at - 1,
  ArrowDown: at => at + 1,
  PageUp: at => at - pageLines,
  PageDown: at => at + pageLines,
  Home: () => 0,
  End: (_, last) => last,
};

/** A list of which only the lines in sight exist: one stop of the Tab key, whose lines the arrows go along. */
export class LineFocus {
  private readonly linePx: number;
  private readonly redraw: () => void;
  private list: HTMLElement | undefined;
  private count = 0;
  private current = 0;
  readonly isList = (element?: Element): void => {
    this.list = element instanceof HTMLElement ? element : undefined;
  };

  constructor(linePx: number, redraw: () => void) {
    this.linePx = linePx;
    this.redraw = redraw;
  }

  /** The lines to draw: those in sight, and the one that Tab leads to. `extent` is what can be seen before it is known. */
  drawn(count: number, extent: number): readonly number[] {
    this.count = count;
    this.current = Math.max(0, Math.min(this.current, count - 1));
    const { scrollTop = 0, clientHeight = extent } = this.list ?? {};
    const { from, to } = nearRange({ scrolled: scrollTop, extent: clientHeight, itemSize: this.linePx, count });
    const near = Array.from({ length: to - from }, (_, at) => from + at);
    if (count === 0 || near.includes(this.current)) return near;
    return this.current < from ? [this.current, ...near] : [...near, this.current];
  }

  tabIndex(at: number): "0" | "-1" {
    return at === this.current ? "0" : "-1";
  }

  /** The line is brought into the list's view, and Tab leads to it. */
  reveal(at: number): void {
    this.current = at;
    if (!this.list) return;
    const { scrollTop, clientHeight } = this.list;
    const [top, bottom] = [at * this.linePx, (at + 1) * this.linePx];
    if (top < scrollTop || bottom > scrollTop + clientHeight) this.list.scrollTo({ top: top - (clientHeight - this.linePx) / 2 });
  }

  /** Of a line, by its place in the list. */
  focused(at: number): void {
    if (at === this.current) return;
    this.current = at;
    this.redraw();
  }

  move(event: KeyboardEvent): void {
    const move = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined;
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.reveal(Math.max(0, Math.min(move(this.current, this.count - 1), this.count - 1)));
    this.redraw();
    queueMicrotask(() => this.focus());
  }

  private focus(): void {
    const line = this.list?.querySelector('[tabindex="0"]');
    if (line instanceof HTMLElement) line.focus({ preventScroll: true });
  }
}

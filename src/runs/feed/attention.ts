import { type Disposable, Emitter } from "../../base/events.ts";

/** How many views of runs somebody can see right now, if the window has the focus. */
export class Attention implements Disposable {
  private readonly begun = new Emitter<void>();
  /** Fires when somebody begins to watch. */
  readonly onDidBegin = this.begun.event;
  private readonly ended = new Emitter<void>();
  /** Fires when nobody does any more. */
  readonly onDidEnd = this.ended.event;
  private viewers = 0;
  private waiting = 0;
  private hasFocus = true;

  get isWatched(): boolean {
    return this.waiting > 0 || (this.hasFocus && this.viewers > 0);
  }

  /** What is in sight in a window that nobody works in is not looked at. */
  setFocus(hasFocus: boolean): void {
    this.change(() => (this.hasFocus = hasFocus));
  }

  /** Held as long as the view is in sight. */
  look(): Disposable {
    return this.hold(by => (this.viewers += by));
  }

  /** Held as long as somebody waits for news of runs, whatever window they work in meanwhile. */
  wait(): Disposable {
    return this.hold(by => (this.waiting += by));
  }

  dispose(): void {
    this.begun.dispose();
    this.ended.dispose();
  }

  private hold(count: (by: number) => void): Disposable {
    this.change(() => count(1));
    let isOver = false;
    return {
      dispose: () => {
        if (isOver) return;
        isOver = true;
        this.change(() => count(-1));
      },
    };
  }

  private change(act: () => void): void {
    const before = this.isWatched;
    act();
    if (this.isWatched !== before) (before ? this.ended : this.begun).fire();
  }
}

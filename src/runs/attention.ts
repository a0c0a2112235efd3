import { type Disposable, Emitter } from "../base/events.ts";

/** How many views of runs somebody can see right now. */
export class Attention implements Disposable {
  private readonly begun = new Emitter<void>();
  /** Fires when the first view comes in sight. */
  readonly onDidBegin = this.begun.event;
  private viewers = 0;

  get isWatched(): boolean {
    return this.viewers > 0;
  }

  /** Held as long as the view is in sight. */
  look(): Disposable {
    this.viewers += 1;
    if (this.viewers === 1) this.begun.fire();
    let isOver = false;
    return {
      dispose: () => {
        if (!isOver) this.viewers -= 1;
        isOver = true;
      },
    };
  }

  dispose(): void {
    this.begun.dispose();
  }
}

import type { Disposable } from "./events.ts";

/** Owns what must end together; the newest ends first. */
export class Lifetime implements Disposable {
  private readonly owned: Disposable[] = [];
  private isOver = false;

  /** Returns its argument, so that making and owning are one expression. */
  own<T extends Disposable>(thing: T): T {
    if (this.isOver) thing.dispose();
    else this.owned.push(thing);
    return thing;
  }

  dispose(): void {
    this.isOver = true;
    for (let thing = this.owned.pop(); thing; thing = this.owned.pop()) thing.dispose();
  }
}

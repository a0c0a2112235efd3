import { type Disposable, Emitter } from "../base/events.ts";

/** The runs that a person began in this window, for as long as it lives. */
export class OwnRuns implements Disposable {
  private readonly added = new Emitter<string>();
  readonly onDidAdd = this.added.event;
  private readonly ids = new Set<string>();

  has(id: string): boolean {
    return this.ids.has(id);
  }

  add(id: string): void {
    if (this.ids.has(id)) return;
    this.ids.add(id);
    this.added.fire(id);
  }

  dispose(): void {
    this.added.dispose();
  }
}

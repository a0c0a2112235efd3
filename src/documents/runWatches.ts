import type { Disposable } from "../base/events.ts";
import { Lifetime } from "../base/lifetime.ts";

interface Held {
  readonly watch: Disposable;
  holders: number;
}

/** One watch for each run, however many of its documents are in sight. */
export class RunWatches implements Disposable {
  private readonly begin: (profile: string, run: string) => Disposable;
  private readonly held = new Map<string, Held>();

  constructor(begin: (profile: string, run: string) => Disposable) {
    this.begin = begin;
  }

  /** Held as long as a document is in sight. */
  hold(profile: string, run: string): Disposable {
    const key = JSON.stringify([profile, run]);
    const held = this.held.get(key) ?? { watch: this.begin(profile, run), holders: 0 };
    this.held.set(key, held);
    held.holders += 1;
    const lifetime = new Lifetime();
    lifetime.own({ dispose: () => this.release(key, held) });
    return lifetime;
  }

  dispose(): void {
    for (const { watch } of this.held.values()) watch.dispose();
    this.held.clear();
  }

  private release(key: string, held: Held): void {
    held.holders -= 1;
    if (held.holders > 0) return;
    held.watch.dispose();
    if (this.held.get(key) === held) this.held.delete(key);
  }
}

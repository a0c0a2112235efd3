import { type Clock, sleep } from "../../base/clock.ts";
import { type Disposable, Emitter } from "../../base/events.ts";

/** A run that was asked for and not yet answered. */
export interface StartingRun {
  /** The idempotency key of its start. */
  readonly key: string;
  readonly profile: string;
  readonly taskName: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** The answer did not come, and nobody asks for it just now. */
  readonly lost?: LostStart;
}

export interface LostStart {
  /** Why it is not known whether the run began. */
  readonly why: string;
  /** Finds it or starts it, never a second time. */
  readonly again: () => Promise<unknown>;
  readonly forget: () => void;
}

/** So long a window takes to paint a line of a tree, and some more. */
const paintMs = 100;

/** Resolves when a line that is shown since then is painted: what is opened sooner takes the window's time before that. */
export async function untilPainted(since: number, clock: Clock): Promise<void> {
  const leftMs = since + paintMs - clock.now();
  if (leftMs > 0) await sleep(clock, leftMs);
}

/** Runs that are shown before the service has them, beside those that it has. */
export class StartingRuns implements Disposable {
  private readonly changed = new Emitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly byKey = new Map<string, StartingRun>();

  /** In the order in which they were asked for. */
  of(profile: string): StartingRun[] {
    return [...this.byKey.values()].filter(run => run.profile === profile);
  }

  get(key: string): StartingRun | undefined {
    return this.byKey.get(key);
  }

  /** Shows the run for as long as the start takes, and all that belongs to it: a part of what is shown already changes nothing. */
  async during<T>(run: StartingRun, start: () => Promise<T>): Promise<T> {
    const shown = this.byKey.get(run.key);
    if (shown && !shown.lost) return start();
    this.show(run);
    try {
      return await start();
    } finally {
      // What was lost meanwhile stays.
      if (this.byKey.get(run.key) === run) this.hide(run.key);
    }
  }

  /** For a start that goes on under another key, or has its run. */
  drop(key: string): void {
    if (this.byKey.has(key)) this.hide(key);
  }

  /** Shows that it is not known what became of the run, until it is tried again or forgotten. */
  lose(run: StartingRun & { readonly lost: LostStart }): void {
    this.show(run);
  }

  forget(key: string): void {
    const { lost } = this.byKey.get(key) ?? {};
    if (!lost) return;
    this.hide(key);
    lost.forget();
  }

  dispose(): void {
    this.changed.dispose();
  }

  private show(run: StartingRun): void {
    this.byKey.set(run.key, run);
    this.changed.fire();
  }

  private hide(key: string): void {
    this.byKey.delete(key);
    this.changed.fire();
  }
}

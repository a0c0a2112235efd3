import { type Disposable, Emitter } from "../base/events.ts";

/** A run that was asked for and not yet answered. */
export interface StartingRun {
  /** The idempotency key of its start. */
  readonly key: string;
  readonly profile: string;
  readonly taskName: string;
  /** Milliseconds since 1970. */
  readonly since: number;
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

  /** Shows the run for as long as the start takes. */
  async during<T>(run: StartingRun, start: () => Promise<T>): Promise<T> {
    this.byKey.set(run.key, run);
    this.changed.fire();
    try {
      return await start();
    } finally {
      this.byKey.delete(run.key);
      this.changed.fire();
    }
  }

  dispose(): void {
    this.changed.dispose();
  }
}

import type { Run } from "../../api/schemas/run.ts";
import type { Clock } from "../../base/clock.ts";
import type { Disposable } from "../../base/events.ts";
import { Lifetime } from "../../base/lifetime.ts";
import type { RunStore } from "../store/runStore.ts";
import type { Attention } from "./attention.ts";
import { hasNews, isReasonToRead, nextReadingMs, nextTryMs } from "./detailPlan.ts";
import type { RunFeed } from "./runFeed.ts";

export interface ReloadsOptions {
  readonly id: string;
  readonly attention: Attention;
  readonly clock: Clock;
  /** Never rejects; ends early where somebody else reads meanwhile. */
  readonly load: () => Promise<void>;
}

/** Reads a run in sight again: when the list tells of it, and after a time while somebody watches. */
export class Reloads implements Disposable {
  private readonly options: ReloadsOptions;
  private readonly lifetime = new Lifetime();
  private following = new Lifetime();
  private timer: Disposable | undefined;
  private latest: Run | undefined;
  /** Both in a row. */
  private calmReadings = 0;
  private failures = 0;
  private isReading = false;
  private isDue = false;

  constructor(options: ReloadsOptions) {
    this.options = options;
    this.lifetime.own(options.attention.onDidBegin(() => void this.read()));
  }

  follow(session: { readonly store: Pick<RunStore, "onDidChange">; readonly feed: Pick<RunFeed, "onDidChangeState"> } | undefined): void {
    this.following.dispose();
    this.following = new Lifetime();
    if (!session) return;
    const { id, attention } = this.options;
    this.following.own(
      session.store.onDidChange(change => {
        if (isReasonToRead(id, change, attention.isWatched)) void this.read();
      }),
    );
    this.following.own(
      session.feed.onDidChangeState(({ kind }) => {
        if (kind === "fresh" && this.failures > 0) void this.read();
      }),
    );
  }

  succeeded(run: Run): void {
    this.failures = 0;
    this.calmReadings = hasNews(this.latest, run) ? 0 : this.calmReadings + 1;
    this.latest = run;
    const ms = nextReadingMs(run, this.calmReadings);
    if (ms !== undefined) this.plan(ms);
  }

  /** With what can pass by itself. */
  failed(): void {
    this.failures += 1;
    this.plan(nextTryMs(this.failures));
  }

  cancel(): void {
    this.timer?.dispose();
    this.timer = undefined;
  }

  dispose(): void {
    this.cancel();
    this.following.dispose();
    this.lifetime.dispose();
  }

  private plan(ms: number): void {
    this.cancel();
    this.timer = this.options.clock.after(ms, () => {
      if (this.options.attention.isWatched) void this.read();
    });
  }

  /** What is under way is waited for: on a slow network the next reason would come before each answer. */
  private async read(): Promise<void> {
    this.isDue = true;
    if (this.isReading) return;
    this.isReading = true;
    while (this.isDue) {
      this.isDue = false;
      await this.options.load();
    }
    this.isReading = false;
  }
}

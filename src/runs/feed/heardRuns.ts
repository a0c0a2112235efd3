import { canonicalStatus } from "../../api/schemas/runStatus.ts";
import { type Clock, sleep } from "../../base/clock.ts";
import { waitsForPerson } from "../status.ts";
import type { RunStore } from "../store/runStore.ts";
import type { Attention } from "./attention.ts";
import { isKnownAlready, type ToldRun } from "./feedNews.ts";
import type { RunReader } from "./runReader.ts";
import { allowanceForTold, Spending, urgentEveryMs } from "./watchPlan.ts";

export interface HeardRunsOptions {
  readonly store: Pick<RunStore, "get">;
  readonly reader: Pick<RunReader, "questions" | "readAmongNewest" | "readEach">;
  readonly attention: Attention;
  readonly clock: Clock;
  /** Reads all there is, and tells where that fails. */
  readonly refresh: () => Promise<void>;
}

/** So many runs are asked for one by one; more are read from a page. */
const maxSingly = 2;

/**
 * Reads runs of which somebody has told: at once, and where very much is told it waits until there is enough of it for a page.
 * A run that waits for a person does not wait for that.
 */
export class HeardRuns {
  private readonly options: HeardRunsOptions;
  private readonly signal: AbortSignal;
  private readonly heard = new Map<string, ToldRun>();
  private readonly spending = new Spending(allowanceForTold);
  private isReading = false;
  private hurry = new AbortController();

  constructor(options: HeardRunsOptions, signal: AbortSignal) {
    this.options = options;
    this.signal = signal;
  }

  hear(runs: readonly ToldRun[]): void {
    for (const run of runs) this.heard.set(run.id, run);
    if (runs.some(({ status }) => waitsForPerson(canonicalStatus(status)))) this.hurry.abort();
    if (!this.isReading) void this.read();
  }

  private async read(): Promise<void> {
    const { attention, clock, reader } = this.options;
    this.isReading = true;
    try {
      for (let isEarly = false; this.heard.size > 0 && !this.signal.aborted; ) {
        const before = reader.questions;
        this.hurry = new AbortController();
        await this.readTold();
        // What is asked early is not counted: however much of it there is, the rest comes no later for it.
        const pause = this.spending.pauseAfter(isEarly ? 0 : reader.questions - before, attention.isWatched, clock.now());
        isEarly = pause > 0 && (await this.rest(pause));
      }
    } finally {
      this.isReading = false;
    }
  }

  private async readTold(): Promise<void> {
    const { store, reader, refresh } = this.options;
    const told = [...this.heard.values()];
    this.heard.clear();
    const ids = told.filter(run => !isKnownAlready(run, store.get(run.id))).map(({ id }) => id);
    try {
      const singly = ids.length > maxSingly ? await reader.readAmongNewest(ids) : ids;
      if (singly.length > maxSingly) return await refresh();
      await reader.readEach(singly);
    } catch {
      await refresh(); // which tells what is wrong
    }
  }

  /** Ends early for a run that waits for a person, and returns whether it did. */
  private async rest(ms: number): Promise<boolean> {
    const { clock } = this.options;
    const first = Math.min(ms, urgentEveryMs);
    await sleep(clock, first, this.signal).catch(() => undefined);
    const hurried = AbortSignal.any([this.signal, this.hurry.signal]);
    return sleep(clock, ms - first, hurried).then(() => false, () => true);
  }
}

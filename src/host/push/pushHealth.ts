import type { Clock } from "../../base/clock.ts";
import { type Disposable, Emitter } from "../../base/events.ts";
import type { RunsChange, RunStep } from "../../runs/runStore.ts";

/** An event may come a little after its effect was read; what is read just after the first one may be older than it. */
const graceMs = 5_000;
/** Of how many changes it is remembered that they were told. */
const maxTold = 2_000;

/**
 * Whether everything is told: from the first event on, until something is known to be lost. A change of a run
 * that was read and never told is such a loss, so the slow polling that goes on beside push also watches over it.
 */
export class PushHealth implements Disposable {
  private readonly changed = new Emitter<boolean>();
  readonly onDidChange = this.changed.event;
  private readonly clock: Clock;
  /** `<status> <id>`, the oldest first. */
  private readonly told = new Set<string>();
  private readonly doubts = new Set<Disposable>();
  private current = false;
  private since = 0;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  get isHealthy(): boolean {
    return this.current;
  }

  /** An event came; of a run, its new status as well. */
  heard(run?: { readonly id: string; readonly status: string }): void {
    if (run) this.told.add(`${run.status} ${run.id}`);
    if (this.told.size > maxTold) for (const oldest of Array.from(this.told).slice(0, maxTold / 2)) this.told.delete(oldest);
    this.become(true);
  }

  /** Runs were read, from whatever source. */
  saw({ steps }: Pick<RunsChange, "steps">): void {
    if (!this.current || this.clock.now() < this.since + graceMs) return;
    for (const key of steps.flatMap(turnIn)) {
      if (!this.told.has(key)) this.doubt(key);
    }
  }

  lost(): void {
    this.become(false);
  }

  dispose(): void {
    for (const timer of this.doubts) timer.dispose();
    this.changed.dispose();
  }

  private doubt(key: string): void {
    const timer = this.clock.after(graceMs, () => {
      this.doubts.delete(timer);
      if (!this.told.has(key)) this.lost();
    });
    this.doubts.add(timer);
  }

  private become(isHealthy: boolean): void {
    if (isHealthy === this.current) return;
    this.current = isHealthy;
    this.since = this.clock.now();
    this.changed.fire(isHealthy);
  }
}

/** Only a new status counts: how old or new a run is that was not known before, nobody can say. */
function turnIn({ before, now }: RunStep): string[] {
  return before && now && before.status !== now.status ? [`${now.status} ${now.id}`] : [];
}

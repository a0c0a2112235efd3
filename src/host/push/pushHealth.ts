import type { Clock } from "../../base/clock.ts";
import { type Disposable, Emitter } from "../../base/events.ts";
import type { RunsChange, RunStep } from "../../runs/store/runStore.ts";

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
  /** `<status> <id>`, the oldest first. Each stands for one change, as a run can come to the same status again. */
  private readonly told = new Set<string>();
  private readonly doubts = new Set<Disposable>();
  private current = false;
  private since = 0;
  /** When the newest run began that was read so far; undefined: none was. */
  private newestMs: number | undefined;

  constructor(clock: Clock, newest?: RunStep["now"]) {
    this.clock = clock;
    if (newest) this.newestMs = createdMs(newest);
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
    const untold = steps.filter(step => this.isTurn(step)).map(keyOf).filter(key => !this.told.delete(key));
    this.newestMs = steps.reduce((newest, { now }) => Math.max(newest, createdMs(now)), this.newestMs ?? 0);
    if (!this.current || this.clock.now() < this.since + graceMs) return;
    for (const key of untold) this.doubt(key);
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
      if (!this.told.delete(key)) this.lost();
    });
    this.doubts.add(timer);
  }

  /** Whether it must have been told: a new status, or a run that has come further than its queue and is newer than all before. */
  private isTurn({ before, now }: RunStep): boolean {
    if (!now) return false;
    return before ? before.status !== now.status : now.status !== "queued" && createdMs(now) > (this.newestMs ?? Infinity);
  }

  private become(isHealthy: boolean): void {
    if (isHealthy === this.current) return;
    this.current = isHealthy;
    this.since = this.clock.now();
    this.changed.fire(isHealthy);
  }
}

function keyOf({ now }: RunStep): string {
  return `${now?.status} ${now?.id}`;
}

function createdMs(run: RunStep["now"]): number {
  return (run && Date.parse(run.created_at)) || 0;
}

import type { Clock } from "../../base/clock.ts";
import type { Disposable } from "../../base/events.ts";
import { OwnedClock } from "../engine/ownedClock.ts";
import type { Store } from "../store/store.ts";

/** As documented. */
const keptMs = 30 * 24 * 3_600_000;
const intervalMs = 3_600_000;
/** At once, so that nobody waits for it. */
const rowsAtOnce = 1000;

/** Events at or before this moment are no longer shown, whether they have been removed yet or not. */
export function forgottenUpTo(now: number): number {
  return now - keptMs;
}

/** Removes events that are too old, with whatever was to become of them. */
export class Retention implements Disposable {
  private readonly store: Store;
  private readonly clock: OwnedClock;

  constructor(store: Store, clock: Clock) {
    this.store = store;
    this.clock = new OwnedClock(clock);
  }

  start(): void {
    const isDone = this.removeSome(forgottenUpTo(this.clock.now()));
    this.clock.after(isDone ? intervalMs : 1, () => this.start());
  }

  dispose(): void {
    this.clock.dispose();
  }

  private removeSome(until: number): boolean {
    const { events, outbox } = this.store;
    return this.store.transaction(() => {
      // Deliveries first: none is left without its event.
      if (outbox.deliveries.deleteWhere(oldest("event_deliveries"), [until]) === rowsAtOnce) return false;
      return events.deleteWhere(oldest("events"), [until]) < rowsAtOnce;
    });
  }
}

function oldest(table: string): string {
  return `WHERE seq IN (SELECT seq FROM ${table} WHERE created_at <= ? ORDER BY created_at LIMIT ${rowsAtOnce})`;
}

import type { Clock } from "../../base/clock.ts";
import { messageOf } from "../../base/errors.ts";
import type { Disposable } from "../../base/events.ts";
import { OwnedClock } from "../engine/ownedClock.ts";
import type { EventDeliveryRow, EventDestinationRow } from "../store/rows.ts";
import type { Store } from "../store/store.ts";
import { changeDestination } from "./destinations.ts";

/** Brings one event to one destination; the answer is why it was not taken, or nothing. */
export type Bring = (destination: EventDestinationRow, delivery: EventDeliveryRow, signal: AbortSignal) => Promise<string | undefined>;

export interface LaneParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly bring: Bring;
  readonly log: (message: string) => void;
  /** Nothing is under way and nothing will be due by itself. */
  readonly onIdle: () => void;
}

const atOnce = 4;
/** Before the first, second and third repetition. */
const repeatMs: readonly number[] = [5000, 25_000, 125_000];

/** The way to one destination: a slow or dead one holds up nobody else. Reads one delivery at a time from the store. */
export class Lane implements Disposable {
  private readonly id: string;
  private readonly parts: LaneParts;
  private readonly clock: OwnedClock;
  private readonly underWay = new Set<string>();
  private readonly ending = new AbortController();
  private alarm: Disposable | undefined;

  constructor(destinationId: string, parts: LaneParts) {
    this.id = destinationId;
    this.parts = parts;
    this.clock = new OwnedClock(parts.clock);
  }

  /** Takes up whatever is due. */
  wake(): void {
    const destination = this.parts.store.outbox.destinations.get(this.id);
    if (destination?.status === "active") this.takeUp(destination);
    else if (this.underWay.size === 0) this.parts.onIdle();
  }

  dispose(): void {
    this.ending.abort(new Error("Local Deck ends"));
    this.clock.dispose();
  }

  private takeUp(destination: EventDestinationRow): void {
    const { outbox } = this.parts.store;
    while (this.underWay.size < atOnce) {
      const delivery = outbox.nextDue(this.id, this.clock.now(), this.underWay);
      if (!delivery) return this.rest();
      this.underWay.add(delivery.id);
      void this.deliver(destination, delivery);
    }
  }

  private rest(): void {
    const due = this.parts.store.outbox.laterDue(this.id, this.clock.now());
    if (due !== undefined) this.wakeAfter(due - this.clock.now());
    else if (this.underWay.size === 0) this.parts.onIdle();
  }

  private async deliver(destination: EventDestinationRow, delivery: EventDeliveryRow): Promise<void> {
    const { store, bring, log } = this.parts;
    const failure = await bring(destination, delivery, this.ending.signal);
    // Of an attempt that was broken off the store knows nothing: the next start makes it anew.
    if (this.ending.signal.aborted) return;
    this.underWay.delete(delivery.id);
    try {
      store.transaction(() => (failure === undefined ? this.succeed(delivery) : this.fail(delivery, failure)));
      this.wake();
    } catch (error) {
      log(`What became of ${delivery.id} could not be written: ${messageOf(error)}`);
      this.wakeAfter(repeatMs[0] ?? 0);
    }
  }

  private succeed({ id, attempts }: EventDeliveryRow): void {
    const now = this.clock.now();
    const { deliveries } = this.parts.store.outbox;
    deliveries.update(id, { status: "success", attempts: attempts + 1, due_at: null, delivered_at: now, updated_at: now });
  }

  private fail({ id, attempts, event_id, event_type }: EventDeliveryRow, why: string): void {
    const now = this.clock.now();
    const { store, log } = this.parts;
    const wait = repeatMs[attempts];
    const due_at = wait === undefined ? null : now + wait;
    store.outbox.deliveries.update(id, { status: "failure", attempts: attempts + 1, due_at, updated_at: now });
    log(`${this.id} did not take ${event_type} ${event_id} (attempt ${attempts + 1}): ${why}`);
    if (wait === undefined) this.giveUp(now);
  }

  private giveUp(now: number): void {
    const { store, log } = this.parts;
    const destination = store.outbox.destinations.get(this.id);
    if (destination?.status !== "active") return;
    changeDestination(store, destination, { status: "inactive" }, now);
    log(`${this.id} is inactive from now on; PATCH its status to active once it answers again.`);
  }

  private wakeAfter(ms: number): void {
    this.alarm?.dispose();
    this.alarm = this.clock.after(ms, () => this.wake());
  }
}

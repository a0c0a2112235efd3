import { type Clock, reasonOf } from "../base/clock.ts";
import type { Disposable } from "../base/events.ts";

/** What a person waits for goes before what happens by itself. */
export type Priority = "person" | "background";

export interface BudgetSize {
  /** How many requests may go at once after a rest. */
  readonly burst: number;
  readonly perSecond: number;
  /** The part of the burst that only persons may use. */
  readonly reserve: number;
}

/** At most 180 in any 10 s: the service allows an organisation 200, and we are not its only user. */
const usualSize: BudgetSize = { burst: 60, perSecond: 12, reserve: 20 };

/** After so many for persons one goes that happens by itself: whoever acts on hundreds of runs still sees what the others do. */
const personsInARow = 7;

interface Waiting {
  readonly go: () => void;
}

/** A token bucket for all requests to one service. */
export class Budget {
  private readonly clock: Clock;
  private readonly size: BudgetSize;
  private readonly waiting: Readonly<Record<Priority, Set<Waiting>>> = { person: new Set(), background: new Set() };
  private tokens: number;
  private filledAt: number;
  private heldUntil = Number.NEGATIVE_INFINITY;
  private timer: Disposable | undefined;
  /** How many went for persons while something else waited. */
  private ahead = 0;

  constructor(clock: Clock, size: BudgetSize = usualSize) {
    this.clock = clock;
    this.size = size;
    this.tokens = size.burst;
    this.filledAt = clock.now();
  }

  /** Resolves when a request may go. Rejects with the signal's reason if that is aborted before. */
  take(priority: Priority, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.reject(reasonOf(signal));
    this.fill();
    if (!this.next() && this.waitMs(priority) <= 0) {
      this.tokens -= 1;
      return Promise.resolve();
    }
    return this.queue(priority, signal);
  }

  /** The service asked for a rest: what happens by itself waits that long. */
  hold(ms: number): void {
    this.heldUntil = Math.max(this.heldUntil, this.clock.now() + ms);
  }

  private queue(priority: Priority, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const queue = this.waiting[priority];
      const stop = (): void => {
        queue.delete(entry);
        reject(signal ? reasonOf(signal) : undefined);
        this.serve();
      };
      const entry: Waiting = {
        go: () => {
          signal?.removeEventListener("abort", stop);
          resolve();
        },
      };
      signal?.addEventListener("abort", stop, { once: true });
      queue.add(entry);
      this.serve();
    });
  }

  private serve(): void {
    this.timer?.dispose();
    this.timer = undefined;
    this.fill();
    for (let priority = this.next(); priority; priority = this.next()) {
      const waitMs = this.waitMs(priority);
      if (waitMs > 0) {
        this.timer = this.clock.after(waitMs, () => this.serve());
        return;
      }
      this.tokens -= 1;
      this.ahead = priority === "person" && this.waiting.background.size > 0 ? this.ahead + 1 : 0;
      const [first] = this.waiting[priority];
      if (first) this.waiting[priority].delete(first);
      first?.go();
    }
  }

  private next(): Priority | undefined {
    if (this.waiting.person.size > 0 && !this.isShareDue) return "person";
    return this.waiting.background.size > 0 ? "background" : undefined;
  }

  /** How long the first of its kind has to wait; nothing if it may go. */
  private waitMs(priority: Priority): number {
    const isInTurn = priority === "person" || (this.isShareDue && this.waiting.person.size > 0);
    const least = isInTurn ? 1 : this.size.reserve + 1;
    const refillMs = Math.ceil(((least - this.tokens) * 1000) / this.size.perSecond);
    return priority === "person" ? refillMs : Math.max(refillMs, this.heldUntil - this.clock.now());
  }

  private get isShareDue(): boolean {
    return this.ahead >= personsInARow && this.waiting.background.size > 0 && this.clock.now() >= this.heldUntil;
  }

  private fill(): void {
    const now = this.clock.now();
    // A clock that was set back gives nothing and takes nothing.
    const passedMs = Math.max(0, now - this.filledAt);
    this.filledAt = now;
    this.tokens = Math.min(this.size.burst, this.tokens + (passedMs * this.size.perSecond) / 1000);
  }
}

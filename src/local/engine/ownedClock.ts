import type { Clock } from "../../base/clock.ts";
import type { Disposable } from "../../base/events.ts";

/** A clock whose timers all end with their owner; an agent that does not stop is frozen so, and holds no process open. */
export class OwnedClock implements Clock, Disposable {
  private readonly clock: Clock;
  private readonly timers = new Set<Disposable>();
  private isOver = false;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  now(): number {
    return this.clock.now();
  }

  after(ms: number, act: () => void): Disposable {
    if (this.isOver) return { dispose() {} };
    const timer = this.clock.after(ms, () => {
      this.timers.delete(timer);
      act();
    });
    this.timers.add(timer);
    return {
      dispose: () => {
        this.timers.delete(timer);
        timer.dispose();
      },
    };
  }

  dispose(): void {
    this.isOver = true;
    for (const timer of this.timers) timer.dispose();
    this.timers.clear();
  }
}

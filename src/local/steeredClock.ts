import type { Clock } from "../base/clock.ts";
import type { Disposable } from "../base/events.ts";

/** Node's timers take no more. */
const longestMs = 2 ** 31 - 1;

interface Timer {
  readonly at: number;
  readonly act: () => void;
  armed: Disposable;
}

export interface ClockOptions {
  /** How many times faster than the other clock; 1 where absent. */
  readonly speed?: number;
  /** The time to begin with where it is later than the other clock's: time never goes back. */
  readonly from?: number;
}

/** A clock that runs faster than another one, and that can be moved forward. */
export class SteeredClock implements Clock {
  readonly speed: number;
  private readonly clock: Clock;
  private readonly begun: number;
  private readonly origin: number;
  private readonly timers = new Set<Timer>();
  private skippedMs = 0;

  constructor(clock: Clock, { speed = 1, from = 0 }: ClockOptions = {}) {
    this.clock = clock;
    this.speed = speed;
    this.begun = clock.now();
    this.origin = Math.max(this.begun, from);
  }

  now(): number {
    return Math.floor(this.origin + (this.clock.now() - this.begun) * this.speed) + this.skippedMs;
  }

  after(ms: number, act: () => void): Disposable {
    const timer: Timer = { at: this.now() + ms, act, armed: { dispose() {} } };
    this.timers.add(timer);
    this.arm(timer);
    return {
      dispose: () => {
        this.timers.delete(timer);
        timer.armed.dispose();
      },
    };
  }

  /** Lets the time pass at once. What comes due on the way acts at its own moment, and so does what it sets going. */
  async advance(ms: number): Promise<void> {
    const end = this.now() + ms;
    for (let next = this.firstUpTo(end); next; next = this.firstUpTo(end)) {
      this.moveTo(next.at);
      this.fire(next);
      await turn();
    }
    this.moveTo(end);
    for (const timer of this.timers) this.arm(timer);
  }

  private arm(timer: Timer): void {
    timer.armed.dispose();
    const ms = Math.min(longestMs, Math.max(0, Math.ceil((timer.at - this.now()) / this.speed)));
    timer.armed = this.clock.after(ms, () => {
      if (!this.timers.has(timer)) return;
      if (this.now() >= timer.at) this.fire(timer);
      else this.arm(timer);
    });
  }

  private fire(timer: Timer): void {
    this.timers.delete(timer);
    timer.armed.dispose();
    timer.act();
  }

  private moveTo(time: number): void {
    this.skippedMs += Math.max(0, time - this.now());
  }

  private firstUpTo(end: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.timers) {
      if (timer.at <= end && (!first || timer.at < first.at)) first = timer;
    }
    return first;
  }
}

/** Everything that awaits what has just happened goes on first. */
function turn(): Promise<void> {
  return new Promise(resolve => void setImmediate(resolve));
}

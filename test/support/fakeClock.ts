import type { Clock } from "../../src/base/clock.ts";
import type { Disposable } from "../../src/base/events.ts";
import { turn } from "./turn.ts";

interface Timer {
  readonly at: number;
  readonly act: () => void;
}

/** Time that stands still until a test moves it. */
export class FakeClock implements Clock {
  private time: number;
  private readonly timers = new Set<Timer>();

  constructor(start = Date.parse("2026-03-31T12:00:00Z")) {
    this.time = start;
  }

  now(): number {
    return this.time;
  }

  after(ms: number, act: () => void): Disposable {
    const timer: Timer = { at: this.time + ms, act };
    this.timers.add(timer);
    return { dispose: () => void this.timers.delete(timer) };
  }

  /** How long until each timer that is set goes off, soonest first. */
  get pending(): number[] {
    return [...this.timers].map(timer => timer.at - this.time).toSorted((a, b) => a - b);
  }

  /** Lets the time pass; whatever comes due on the way acts at its own moment, also what is set on the way. */
  advance(ms: number): void {
    const end = this.time + ms;
    for (let timer = this.nextUpTo(end); timer; timer = this.nextUpTo(end)) {
      this.timers.delete(timer);
      this.time = timer.at;
      timer.act();
    }
    this.time = end;
  }

  /** As `advance`, but what each timer sets going comes to rest before the next one is due: for code that awaits. */
  async play(ms: number): Promise<void> {
    const end = this.time + ms;
    await turn();
    for (let timer = this.nextUpTo(end); timer; timer = this.nextUpTo(end)) {
      this.advance(timer.at - this.time);
      await turn();
    }
    this.advance(end - this.time);
  }

  private nextUpTo(end: number): Timer | undefined {
    const due = [...this.timers].filter(timer => timer.at <= end);
    return due.toSorted((a, b) => a.at - b.at)[0];
  }
}

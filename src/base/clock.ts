import type { Disposable } from "./events.ts";

/** Time as a dependency: milliseconds since 1970, and timers that their maker owns. */
export interface Clock {
  now(): number;
  after(ms: number, act: () => void): Disposable;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return { dispose: () => clearTimeout(timer) };
  },
};

/** Resolves after `ms` of the clock's time; rejects with the signal's reason as soon as it is aborted. */
export function sleep(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(reasonOf(signal));
    const timer = clock.after(ms, () => {
      signal?.removeEventListener("abort", stop);
      resolve();
    });
    const stop = (): void => {
      timer.dispose();
      reject(signal ? reasonOf(signal) : undefined);
    };
    signal?.addEventListener("abort", stop, { once: true });
  });
}

/** What an aborted call rejects with. */
export function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error("Aborted", { cause: signal.reason });
}

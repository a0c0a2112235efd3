import type { Clock } from "../base/clock.ts";

interface TimeLimit {
  readonly clock: Clock;
  readonly ms: number;
  /** The caller's own wish to stop. */
  readonly signal: AbortSignal | undefined;
}

/**
 * Rejects with a `TimeoutError` when the time is over and with the caller's reason when it stops, whatever the network
 * stack makes of the abortion.
 */
export async function withinTime<T>({ clock, ms, signal }: TimeLimit, act: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const control = new AbortController();
  const stop = (): void => control.abort(signal?.reason);
  const timer = clock.after(ms, () => control.abort(new DOMException("No answer in time", "TimeoutError")));
  signal?.addEventListener("abort", stop, { once: true });
  if (signal?.aborted) stop();
  try {
    return await act(control.signal);
  } catch (thrown) {
    throw control.signal.aborted ? control.signal.reason : thrown;
  } finally {
    timer.dispose();
    signal?.removeEventListener("abort", stop);
  }
}

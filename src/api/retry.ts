import { type Clock, sleep } from "../base/clock.ts";
import { ApiError } from "./apiError.ts";
import { isPassing } from "./failures.ts";

export interface Patience {
  readonly clock: Clock;
  /** 0 up to 1, for the spread of retries. */
  readonly random: () => number;
  readonly signal: AbortSignal | undefined;
  /** Whether a second attempt could not count twice. */
  readonly isRepeatable: boolean;
}

/** For one attempt, from the first byte sent to the last byte read. */
const attemptLimitMs = 30_000;
/** For all attempts and the pauses between them. */
const totalLimitMs = 75_000;
/** No attempt is begun with less: it could hardly succeed. */
const leastAttemptMs = 1_000;
const maxAttempts = 3;
const firstPauseMs = 500;
const maxPauseMs = 8_000;
/** A service that wants more time than this is not waited for. */
const maxAskedPauseMs = 30_000;

/** Acts again where that may help. `act` is told which attempt it is, and how long it may take. */
export async function retrying<T>(patience: Patience, act: (attempt: number, limitMs: number) => Promise<T>): Promise<T> {
  const { clock, signal } = patience;
  const end = clock.now() + totalLimitMs;
  for (let attempt = 1; ; attempt++) {
    try {
      return await act(attempt, Math.min(attemptLimitMs, end - clock.now()));
    } catch (thrown) {
      if (!patience.isRepeatable || attempt >= maxAttempts || !isWorthRepeating(thrown)) throw thrown;
      const pauseMs = pauseAfter(thrown, attempt, patience.random);
      if (clock.now() + pauseMs + leastAttemptMs > end) throw thrown;
      await sleep(clock, pauseMs, signal);
    }
  }
}

/** How long the service asked to be left alone, if it did. */
export function askedPauseMs(thrown: unknown): number | undefined {
  if (!(thrown instanceof ApiError)) return undefined;
  const { failure } = thrown;
  return failure.kind === "limited" || failure.kind === "failed" ? failure.retryAfterMs : undefined;
}

/** Full jitter, unless the service said how long. */
function pauseAfter(thrown: ApiError, attempt: number, random: () => number): number {
  return askedPauseMs(thrown) ?? random() * Math.min(maxPauseMs, firstPauseMs * 2 ** attempt);
}

/** Nothing listening, an unknown name or a bad certificate will not change within seconds. */
function isWorthRepeating(thrown: unknown): thrown is ApiError {
  if (!(thrown instanceof ApiError) || (askedPauseMs(thrown) ?? 0) > maxAskedPauseMs) return false;
  const { failure } = thrown;
  switch (failure.kind) {
    case "unreachable":
      return failure.obstacle === "reset" || failure.obstacle === "timeout";
    case "limited":
      return failure.limit === "rate";
    case "failed":
      return isPassing(failure.status);
    default:
      return false;
  }
}

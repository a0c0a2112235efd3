import type { Clock } from "../base/clock.ts";
import { ApiError } from "./apiError.ts";
import { type Call, nameOf } from "./call.ts";
import type { Traffic } from "./traffic.ts";

/** What is seen of one attempt while it goes on. */
export interface Sight {
  requests: number;
  bytesSent: number;
  bytesReceived: number;
  status?: number;
  requestId?: string | undefined;
}

/** Counts every attempt, and writes a line about it. */
export class Observer {
  private readonly clock: Clock;
  private readonly traffic: Traffic;
  private readonly log: ((line: string) => void) | undefined;

  constructor(clock: Clock, traffic: Traffic, log: ((line: string) => void) | undefined) {
    this.clock = clock;
    this.traffic = traffic;
    this.log = log;
  }

  async observe<T>(call: Call, attempt: number, act: (sight: Sight) => Promise<T>): Promise<T> {
    const sight: Sight = { requests: 0, bytesSent: 0, bytesReceived: 0 };
    const began = this.clock.now();
    let outcome = "";
    try {
      return await act(sight);
    } catch (thrown) {
      outcome = outcomeOf(thrown, call);
      if (thrown instanceof ApiError) sight.requestId ??= thrown.requestId;
      throw thrown;
    } finally {
      const ms = this.clock.now() - began;
      const { status, requests, bytesSent, bytesReceived } = sight;
      this.traffic.note({ kind: nameOf(call), requests, isRetry: attempt > 1, status, bytesSent, bytesReceived, ms });
      this.log?.(lineOf(call, attempt, { sight, outcome, ms }));
    }
  }
}

function lineOf(call: Call, attempt: number, { sight, outcome, ms }: { sight: Sight; outcome: string; ms: number }): string {
  const parts = [nameOf(call), sight.status, outcome, `${Math.round(ms)} ms`, sight.requestId, attempt > 1 ? `attempt ${attempt}` : ""];
  return parts.filter(part => part !== undefined && part !== "").join(" ");
}

/** The kind of a failure, never its sentence: that may quote what the service was sent. */
function outcomeOf(thrown: unknown, call: Call): string {
  if (thrown instanceof ApiError) return thrown.failure.kind === "unreachable" ? `unreachable (${thrown.failure.obstacle})` : thrown.failure.kind;
  return call.signal?.aborted ? "stopped" : "failed";
}

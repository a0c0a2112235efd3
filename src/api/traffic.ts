import type { Clock } from "../base/clock.ts";

/** One attempt, whatever came of it. */
export interface Exchange {
  /** Method and route without ids: `GET /task-runs/{id}`. */
  readonly kind: string;
  /** More than one where redirects were followed. */
  readonly requests: number;
  readonly isRetry: boolean;
  /** Undefined if no answer came. */
  readonly status: number | undefined;
  /** Bodies alone, uncompressed. */
  readonly bytesSent: number;
  readonly bytesReceived: number;
  readonly ms: number;
}

export interface TrafficCounts {
  readonly requests: number;
  readonly retries: number;
  /** Answers that said "too many": 429. */
  readonly limited: number;
  /** No answer, or one that is no success. */
  readonly failed: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
  /** In all; for the mean divide by `requests`. */
  readonly ms: number;
}

export interface TrafficMinute {
  /** Its beginning, in milliseconds since 1970. */
  readonly at: number;
  readonly kinds: Readonly<Record<string, TrafficCounts>>;
}

export interface TrafficReport {
  /** Oldest first, without those in which nothing happened; the last one may not be over. */
  readonly minutes: readonly TrafficMinute[];
  /** The whole hour by kind, busiest first. */
  readonly kinds: readonly (TrafficCounts & { readonly kind: string })[];
  readonly total: TrafficCounts;
}

const minuteMs = 60_000;
const keptMinutes = 60;
const nothing: TrafficCounts = { requests: 0, retries: 0, limited: 0, failed: 0, bytesSent: 0, bytesReceived: 0, ms: 0 };

/** Counts what was sent and received in the last hour. */
export class Traffic {
  private readonly clock: Clock;
  /** By their number since 1970; routes are few, so kinds are. */
  private readonly minutes = new Map<number, Map<string, Counting>>();

  constructor(clock: Clock) {
    this.clock = clock;
  }

  note(exchange: Exchange): void {
    const minute = Math.floor(this.clock.now() / minuteMs);
    const kinds = this.minutes.get(minute) ?? this.begin(minute);
    let counts = kinds.get(exchange.kind);
    if (!counts) kinds.set(exchange.kind, (counts = { ...nothing }));
    count(exchange, counts);
  }

  report(): TrafficReport {
    this.forget(Math.floor(this.clock.now() / minuteMs));
    const inOrder = [...this.minutes].toSorted(([a], [b]) => a - b);
    const byKind = new Map<string, TrafficCounts>();
    for (const [, kinds] of inOrder) {
      for (const [kind, counts] of kinds) byKind.set(kind, sum(byKind.get(kind) ?? nothing, counts));
    }
    return {
      minutes: inOrder.map(([minute, kinds]) => ({ at: minute * minuteMs, kinds: Object.fromEntries(Array.from(kinds, ([kind, counts]) => [kind, { ...counts }])) })),
      kinds: [...byKind].map(([kind, counts]) => ({ kind, ...counts })).toSorted((a, b) => b.requests - a.requests),
      total: [...byKind.values()].reduce(sum, nothing),
    };
  }

  private begin(minute: number): Map<string, Counting> {
    this.forget(minute);
    const kinds = new Map<string, Counting>();
    this.minutes.set(minute, kinds);
    return kinds;
  }

  /** Drops what is older than an hour, and what a clock set back has left in the future. */
  private forget(minute: number): void {
    for (const kept of this.minutes.keys()) {
      if (kept <= minute - keptMinutes || kept > minute) this.minutes.delete(kept);
    }
  }
}

type Counting = { -readonly [Name in keyof TrafficCounts]: TrafficCounts[Name] };

/** In place: this happens with every call. */
function count({ requests, isRetry, status, bytesSent, bytesReceived, ms }: Exchange, counts: Counting): void {
  counts.requests += requests;
  if (isRetry) counts.retries += 1;
  if (status === 429) counts.limited += 1;
  if (status === undefined || status < 200 || status >= 300) counts.failed += 1;
  counts.bytesSent += bytesSent;
  counts.bytesReceived += bytesReceived;
  counts.ms += ms;
}

function sum(a: TrafficCounts, b: TrafficCounts): TrafficCounts {
  return {
    requests: a.requests + b.requests,
    retries: a.retries + b.retries,
    limited: a.limited + b.limited,
    failed: a.failed + b.failed,
    bytesSent: a.bytesSent + b.bytesSent,
    bytesReceived: a.bytesReceived + b.bytesReceived,
    ms: a.ms + b.ms,
  };
}

import type { MiddlewareHandler } from "hono";
import type { Clock } from "../../base/clock.ts";
import { Refusal } from "./refusal.ts";

const calls = 200;
const spanMs = 10_000;

/** As documented: so many calls in any such span. Those that are refused do not count. */
export function limitRate(clock: Clock): MiddlewareHandler {
  /** When the last calls came; the oldest one is overwritten next. */
  const times: number[] = [];
  let place = 0;
  return async (_, next) => {
    const now = clock.now();
    const oldest = times[place];
    // A clock that was set back locks nobody out.
    if (oldest !== undefined && oldest <= now && now - oldest < spanMs) throw tooMany();
    times[place] = now;
    place = (place + 1) % calls;
    await next();
  };
}

function tooMany(): Refusal {
  return new Refusal(429, { type: "rate_limit", code: "rate_limit_exceeded", message: "Too many requests." });
}

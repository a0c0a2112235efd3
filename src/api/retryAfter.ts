import type { FetchAnswer } from "./fetch.ts";

/** How long the service wants to be left alone: `Retry-After` in seconds or as a date. Undefined if it does not say so. */
export function retryAfterMs(headers: FetchAnswer["headers"], now: number): number | undefined {
  const text = headers.get("retry-after")?.trim() ?? "";
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text) * 1000;
  // Not every text with a number is a date, though Date.parse takes many for one.
  const at = /^[A-Z][a-z]{2},/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) return undefined;
  // By the server's own clock where it tells it: ours may be wrong.
  const sent = Date.parse(headers.get("date") ?? "");
  return Math.max(0, at - (Number.isNaN(sent) ? now : sent));
}

/** As one says it in a sentence, rounded up. */
export function timeText(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  const [count, unit] = seconds < 120 ? [seconds, "second"] : seconds < 7200 ? [Math.ceil(seconds / 60), "minute"] : [Math.ceil(seconds / 3600), "hour"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

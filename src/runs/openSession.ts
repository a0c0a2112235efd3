import type { Session } from "../api/schemas/resources.ts";

/** Runs can be started in these, or are still going on. */
export const openSessionStatuses = ["queued", "running", "idle", "completing"] as const;

/** A session in which nothing runs is ended by Deck after this time. */
const idleMs = 10 * 60_000;

/** A status that we do not know may well be an open one. */
export function isOpenSession({ status }: Session): boolean {
  return status !== "completed" && status !== "failed";
}

/** "ends in 8 min", where the session waits for its end. */
export function countdownText({ status, updated_at, created_at }: Session, now: number): string | undefined {
  const since = Date.parse(updated_at ?? created_at);
  if (status !== "idle" || Number.isNaN(since)) return undefined;
  const leftMs = since + idleMs - now;
  if (leftMs <= 10_000) return "about to end";
  return leftMs < 60_000 ? `ends in ${Math.ceil(leftMs / 10_000) * 10} s` : `ends in ${Math.ceil(leftMs / 60_000)} min`;
}

const labels: Readonly<Record<string, string>> = {
  queued: "waiting to start",
  running: "running",
  idle: "idle",
  completing: "shutting down",
};

export function sessionStatusText(status: string): string {
  return Object.hasOwn(labels, status) ? (labels[status] ?? status) : status;
}

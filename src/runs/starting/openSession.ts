import type { Session } from "../../api/schemas/resources.ts";

/** Runs can be started in these, or are still going on. */
export const openSessionStatuses = ["queued", "running", "idle", "completing"] as const;

/** A session in which nothing runs is ended by Deck after this time. */
const idleMs = 10 * 60_000;

/** A status that we do not know may well be an open one. */
export function isOpenSession({ status }: Session): boolean {
  return status !== "completed" && status !== "failed";
}

/** Deck takes a moment to end a session, and may think otherwise of when. */
const slackMs = 5_000;
const patienceMs = 60_000;

/** How long until a look shows that one of these has ended by itself; undefined where none waits for its end. */
export function nextEndMs(sessions: readonly Session[], now: number): number | undefined {
  const ends = sessions.flatMap(session => endOf(session) ?? []);
  if (ends.length === 0) return undefined;
  const leftMs = Math.min(...ends) + slackMs - now;
  return leftMs > 0 ? leftMs : patienceMs;
}

/** "ends in 8 min", where the session waits for its end. */
export function countdownText(session: Session, now: number): string | undefined {
  const end = endOf(session);
  if (end === undefined) return undefined;
  const leftMs = end - now;
  if (leftMs <= 10_000) return "about to end";
  return leftMs < 60_000 ? `ends in ${Math.ceil(leftMs / 10_000) * 10} s` : `ends in ${Math.ceil(leftMs / 60_000)} min`;
}

function endOf({ status, updated_at, created_at }: Session): number | undefined {
  const since = Date.parse(updated_at ?? created_at);
  return status !== "idle" || Number.isNaN(since) ? undefined : since + idleMs;
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

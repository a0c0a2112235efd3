/** What the newest service sends, in the order in which a person wants to see it. */
export const runStatuses = [
  "interaction_required",
  "review_required",
  "running",
  "queued",
  "canceling",
  "completed",
  "failed",
  "canceled",
] as const;
export type KnownRunStatus = (typeof runStatuses)[number];

/** A status we do not know stays as the server wrote it. */
export type RunStatus = KnownRunStatus | (string & {});

/** Older servers' words for the same thing. */
const olderNames: ReadonlyMap<string, KnownRunStatus> = new Map([
  ["cancelling", "canceling"],
  ["pending", "review_required"],
]);

export const olderStatuses: readonly string[] = [...olderNames.keys()];

export function canonicalStatus(status: string): RunStatus {
  return olderNames.get(status) ?? status;
}

const actions = {
  agent: ["created", "updated", "deleted"],
  source: ["created", "updated", "deleted"],
  credential: ["created", "unverified", "verified", "invalid", "deleted"],
  session: ["queued", "running", "idle", "completing", "completed", "failed"],
  task: ["created", "updated", "deleted", "reset"],
  task_run: ["queued", "running", "interaction_required", "review_required", "completed", "failed", "canceling", "canceled"],
  storage: ["created", "deleted"],
  event_destination: ["activated", "deactivated"],
  user: ["created"],
};

/** Such as `task_run.completed`. */
export const eventTypes: readonly string[] = Object.entries(actions).flatMap(([resource, names]) => names.map(name => `${resource}.${name}`));

/** Older servers' words for the same thing. */
const olderNames: ReadonlyMap<string, string> = new Map([
  ["task_run.cancelling", "task_run.canceling"],
  ["task_run.pending", "task_run.review_required"],
]);
export const olderEventTypes: readonly string[] = [...olderNames.keys()];

/** A type we do not know stays as the server wrote it. */
export function canonicalEventType(type: string): string {
  return olderNames.get(type) ?? type;
}

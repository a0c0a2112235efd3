const actions = {
  agent: ["created", "updated", "deleted"],
  source: ["created", "updated", "deleted"],
  credential: ["created", "unverified", "verified", "invalid", "deleted"],
  session: ["queued", "running", "idle", "completing", "completed", "failed"],
  task: ["created", "updated", "deleted", "reset"],
  task_run: ["queued", "running", "interaction_required", "review_required", "completed", "failed", "canceling", "canceled"],
  storage: ["created"],
  event_destination: ["activated", "deactivated"],
  user: ["created"],
} as const;

type Actions = typeof actions;
export type KnownEventType = { [Resource in keyof Actions]: `${Resource}.${Actions[Resource][number]}` }[keyof Actions];

/** Such as `task_run.completed`. */
export const eventTypes: readonly string[] = Object.entries(actions).flatMap(([resource, names]) => names.map(name => `${resource}.${name}`));

/** Older servers' words for the same thing. */
const olderNames: ReadonlyMap<string, string> = new Map([
  ["task_run.cancelling", "task_run.canceling"],
  ["task_run.pending", "task_run.review_required"],
]);
/** Of older versions: named by them, and by those who subscribed then. */
export const olderEventTypes: readonly string[] = [
  ...olderNames.keys(),
  "storage.deleted",
  ...["connecting", "connected", "invalid", "disconnected", "terminated", "interaction_required"].map(name => `connection.${name}`),
  ...["queued", "running", "sleeping", "completed", "failed", "canceled"].map(name => `workflow_run.${name}`),
];

/** A type we do not know stays as the server wrote it. */
export function canonicalEventType(type: string): string {
  return olderNames.get(type) ?? type;
}

const actions = {
  agent: ["created", "updated", "deleted"],
  source: ["created", "updated", "deleted"],
  credential: ["created", "unverified", "verified", "invalid", "deleted"],
  session: ["queued", "running", "idle", "completing", "completed", "failed"],
  task: ["created", "updated", "deleted", "reset"],
  task_run: [
    "queued",
    "running",
    "interaction_required",
    "review_required",
    "completed",
    "failed",
    "canceling",
    "canceled",
  ],
  storage: ["created"],
  event_destination: ["activated", "deactivated"],
  // Known of the service; there are no users here, so it never happens.
  user: ["created"],
} as const;

type Actions = typeof actions;
/** Such as `task_run.completed`. */
export type EventType = { [Resource in keyof Actions]: `${Resource}.${Actions[Resource][number]}` }[keyof Actions];

/** Every type that can be subscribed to. */
export const eventTypes: readonly string[] = Object.entries(actions).flatMap(([resource, names]) =>
  names.map(name => `${resource}.${name}`),
);

/** Of older versions: a client may subscribe to them, they just never happen. */
export const formerEventTypes: readonly string[] = [
  "task_run.pending",
  "storage.deleted",
  ...["connecting", "connected", "invalid", "disconnected", "terminated", "interaction_required"].map(name => `connection.${name}`),
  ...["queued", "running", "sleeping", "completed", "failed", "canceled"].map(name => `workflow_run.${name}`),
];

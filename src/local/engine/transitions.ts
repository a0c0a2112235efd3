import type { KnownRunStatus } from "../../api/schemas/runStatus.ts";

/** Every way a run may go from one status to the next; what is not here is forbidden. */
export const transitions: Readonly<Record<KnownRunStatus, readonly KnownRunStatus[]>> = {
  queued: ["running", "failed", "canceled"],
  running: ["interaction_required", "review_required", "canceling", "completed", "failed"],
  // A paused run is canceled only together with its session.
  interaction_required: ["running", "canceling", "failed"],
  // Straight to completed where the review came before completing.
  review_required: ["running", "canceling", "completed", "failed"],
  canceling: ["canceled"],
  completed: [],
  failed: [],
  canceled: [],
};

export function canMove(from: KnownRunStatus, to: KnownRunStatus): boolean {
  return transitions[from].includes(to);
}

/** Nothing follows. */
export function isFinal(status: KnownRunStatus): boolean {
  return transitions[status].length === 0;
}

/** An agent is at work for it, or would be if the program had not ended. */
export const occupying: readonly KnownRunStatus[] = ["running", "interaction_required", "review_required", "canceling"];

/** As documented: a paused run cannot be canceled. */
export const cancelable: readonly KnownRunStatus[] = ["queued", "running"];

/** As a condition of the store: the run has not ended. */
export const unfinished = `status IN (${["queued", ...occupying].map(status => `'${status}'`).join(", ")})`;

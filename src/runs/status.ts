import { type KnownRunStatus, type RunStatus, runStatuses } from "../api/schemas/runStatus.ts";

interface StatusFacts {
  readonly label: string;
  /** Whether the run can still change by itself or by a person. */
  readonly isActive: boolean;
}

const facts: Readonly<Record<KnownRunStatus, StatusFacts>> = {
  interaction_required: { label: "Interaction required", isActive: true },
  review_required: { label: "Review required", isActive: true },
  running: { label: "Running", isActive: true },
  queued: { label: "Queued", isActive: true },
  canceling: { label: "Canceling", isActive: true },
  completed: { label: "Completed", isActive: false },
  failed: { label: "Failed", isActive: false },
  canceled: { label: "Canceled", isActive: false },
};

export const activeStatuses = runStatuses.filter(status => facts[status].isActive);
export const finishedStatuses = runStatuses.filter(status => !facts[status].isActive);

export function isKnown(status: RunStatus): status is KnownRunStatus {
  return Object.hasOwn(facts, status);
}

/** A status we do not know goes by its own name. */
export function statusLabel(status: RunStatus): string {
  return isKnown(status) ? facts[status].label : status;
}

/** A status we do not know may well be one that goes on. */
export function isActive(status: RunStatus): boolean {
  return isKnown(status) ? facts[status].isActive : true;
}

export function canCancel(status: RunStatus): boolean {
  return status === "queued" || status === "running";
}

/** The sentence for the person; undefined where it can be. */
export function whyNotCanceled(status: RunStatus): string | undefined {
  return canCancel(status) ? undefined : `This run is ${standing(status)}; only queued and running runs can be canceled.`;
}

function standing(status: RunStatus): string {
  if (status === "interaction_required") return "waiting for an answer";
  return status === "review_required" ? "waiting for a review" : statusLabel(status).toLowerCase();
}

export function canAnswer(status: RunStatus): boolean {
  return status === "interaction_required";
}

export function waitsForPerson(status: RunStatus): boolean {
  return status === "interaction_required" || status === "review_required";
}

/** The order of groups: what goes on before what has ended, and what we do not know, as it may go on, in between by name. */
export function compareStatuses(a: RunStatus, b: RunStatus): number {
  return rank(a) - rank(b) || a.localeCompare(b);
}

function rank(status: RunStatus): number {
  return isKnown(status) ? runStatuses.indexOf(status) : activeStatuses.length - 0.5;
}

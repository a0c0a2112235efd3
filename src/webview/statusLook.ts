import type { RunView } from "../protocol/runPage.ts";

/** The icon of a status, the same as in the editor's own views, and the name of its colour in `tones.css`. */
export interface StatusLook {
  readonly icon: string;
  /** Turns while something is under way. */
  readonly isTurning?: true;
  readonly tone: "attention" | "active" | "good" | "bad" | "quiet";
}

const looks: Readonly<Record<string, StatusLook>> = {
  interaction_required: { icon: "comment-unresolved", tone: "attention" },
  review_required: { icon: "eye", tone: "attention" },
  running: { icon: "sync", isTurning: true, tone: "active" },
  queued: { icon: "clock", tone: "quiet" },
  canceling: { icon: "loading", isTurning: true, tone: "quiet" },
  completed: { icon: "pass", tone: "good" },
  failed: { icon: "error", tone: "bad" },
  canceled: { icon: "circle-slash", tone: "quiet" },
};

const unknownLook: StatusLook = { icon: "question", tone: "quiet" };

/** One that completed in vain. */
const fruitlessLook: StatusLook = { icon: "warning", tone: "attention" };

export function lookOf(status: RunView["status"], result: RunView["result"] = null): StatusLook {
  if (status === "completed" && result === "failure") return fruitlessLook;
  // A status comes from outside: "constructor" is none of ours.
  return Object.hasOwn(looks, status) ? (looks[status] ?? unknownLook) : unknownLook;
}

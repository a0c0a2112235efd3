import type { RunView } from "../protocol/runPage.ts";

type RunStatus = RunView["status"];

const ended: ReadonlySet<RunStatus> = new Set(["completed", "failed", "canceled"]);

/** Why there is no output. */
export function whyNoOutput(status: RunStatus): string {
  switch (status) {
    case "completed":
      return "This run completed without an output.";
    case "failed":
      return "No output: the run failed before it could give one.";
    case "canceling":
      return "No output: the run is being canceled.";
    case "canceled":
      return "No output: the run was canceled before it could give one.";
    case "queued":
      return "No output yet: the run waits for its turn.";
    default:
      return "No output yet: it comes when the run completes.";
  }
}

/** Why there are no screenshots. */
export function whyNoFrames({ status, framesUntil }: Pick<RunView, "status" | "framesUntil">, now: number): string {
  if (ended.has(status) && framesUntil !== undefined && now < Date.parse(framesUntil)) return "No screenshots: the agent took none.";
  if (ended.has(status)) return "No screenshots: none were taken, or they are no longer kept. The service keeps them for 15 days.";
  return status === "queued"
    ? "No screenshots yet: the agent has not started."
    : "No screenshots yet: the agent takes one about every five seconds.";
}

/** Why there are no files. */
export function whyNoFiles(status: RunStatus): string {
  return ended.has(status) ? "No files: this run stored none." : "No files yet: what the agent downloads shows here.";
}

import type { RunPageState } from "../protocol/runPage.ts";

/** What to say aloud when one state follows another; nothing when no listener would care. */
export function news(before: RunPageState | undefined, after: RunPageState): string | undefined {
  if (after.kind === "missing") return before?.kind === "missing" ? undefined : `This run cannot be shown. ${after.why}`;
  if (before?.kind !== "run" || after.kind !== "run") return undefined;
  const { status, statusLabel, question } = after.run;
  if (status !== before.run.status) return [`The run is now: ${statusLabel}.`, question?.message].filter(Boolean).join(" ");
  return after.problem === before.problem ? undefined : after.problem;
}

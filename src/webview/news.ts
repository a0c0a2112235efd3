import type { RunPageState, RunView } from "../protocol/runPage.ts";

/** What to say aloud when one state follows another; nothing when no listener would care. */
export function news(before: RunPageState | undefined, after: RunPageState): string | undefined {
  if (after.kind === "missing") return before?.kind === "missing" ? undefined : `This run cannot be shown. ${after.why}`;
  if (before?.kind !== "run" || after.kind !== "run" || before.run.id !== after.run.id) return undefined;
  const ofRun = newsOfRun(before.run, after.run);
  if (ofRun !== undefined) return ofRun;
  if (after.owner !== before.owner && after.owner !== undefined) return `This run belongs to ${after.owner}, and this window is at another profile.`;
  return after.problem === before.problem ? undefined : after.problem;
}

function newsOfRun(before: RunView, { status, statusLabel, question, pastQuestion, errors }: RunView): string | undefined {
  if (status !== before.status) return [`The run is now: ${statusLabel}.`, question?.message || pastQuestion || errors[0]?.message].filter(Boolean).join(" ");
  if (!question || !before.question || question.round === before.question.round) return undefined;
  return question.phase === "refused" ? `That answer was refused. ${question.message}` : `The run asks again. ${question.message}`;
}

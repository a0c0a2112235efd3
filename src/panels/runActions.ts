import type { RunSummary } from "../api/schemas/run.ts";
import type { RunAction, RunActionId } from "../protocol/runPage.ts";
import { canAnswer, whyNotCanceled } from "../runs/status.ts";

/**
 * What can be done with a run, and after that why the rest cannot be done now. What comes first is what always can: when a run
 * ends under the pointer, no click that was meant for one action hits another.
 */
export function actionsOf(run: RunSummary): RunAction[] {
  const actions: RunAction[] = [
    { id: "runAgain", label: "Run Again" },
    { id: "runWithChanges", label: "Run Again with Changes..." },
    { id: "compare", label: "Compare with..." },
    { id: "refresh", label: "Refresh" },
    only("cancel", "Cancel Run", whyNotCanceled(run.status)),
    only("answer", "Answer...", canAnswer(run.status) ? undefined : "The run asks nothing now."),
  ];
  return actions.toSorted((a, b) => Number(a.why !== undefined) - Number(b.why !== undefined));
}

/** Of a run that no action would find; to look again is all that is left. */
export function barred(actions: readonly RunAction[], why: string): RunAction[] {
  return actions.map(action => (action.id === "refresh" ? action : { ...action, why }));
}

function only(id: RunActionId, label: string, why: string | undefined): RunAction {
  return { id, label, ...(why === undefined ? {} : { why }) };
}

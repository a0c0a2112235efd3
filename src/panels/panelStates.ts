import { hasFailed } from "../api/apiError.ts";
import { messageOf } from "../base/errors.ts";
import type { RunPageState, RunView } from "../protocol/runPage.ts";
import { actionsElsewhere } from "./runActions.ts";
import { factsElsewhere } from "./runFacts.ts";

const gone = "Deck has no such run (any more): it was deleted, or it belongs to another organization.";

/** What was read before stays in sight, marked as no longer fresh. */
export function withProblem(state: RunPageState, error: unknown): RunPageState {
  const isGone = hasFailed(error, "notFound");
  const why = isGone ? gone : messageOf(error);
  if (state.kind !== "run") return { kind: "missing", id: state.id, why };
  return { ...state, problem: isGone ? `${why} Below is what it was when it was last read.` : why };
}

/** The run as it was read, drawn anew: what is no longer fresh, or not of this window's profile, stays so. */
export function drawnAgain(state: RunPageState, run: RunView): RunPageState {
  if (state.kind !== "run") return { kind: "run", run };
  const { owner } = state;
  return { ...state, run: owner === undefined ? run : runElsewhere(run, owner) };
}

/** The run of a profile that is not the current one. */
export function elsewhere(state: RunPageState, owner: string): RunPageState {
  if (state.kind === "run") return { ...state, owner, run: runElsewhere(state.run, owner) };
  return { kind: "missing", id: state.id, owner, why: `This run belongs to ${owner}, and this window is at another profile.` };
}

/** The window's own runs are not those that its ids lead to. */
function runElsewhere(run: RunView, owner: string): RunView {
  return { ...run, actions: actionsElsewhere(run.actions, owner), facts: factsElsewhere(run.facts) };
}

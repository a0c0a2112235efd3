import { hasFailed } from "../api/apiError.ts";
import { messageOf } from "../base/errors.ts";
import type { RunPageState, RunView } from "../protocol/runPage.ts";
import { barred } from "./runActions.ts";
import { factsElsewhere } from "./runFacts.ts";

const gone = "Deck has no such run (any more): it was deleted, or it belongs to another organization.";

/** What was read before stays in sight, marked as no longer fresh. */
export function withProblem(state: RunPageState, error: unknown): RunPageState {
  const isGone = hasFailed(error, "notFound");
  const why = isGone ? gone : messageOf(error);
  const refusal = hasFailed(error, "unauthorized") ? { isRefused: true } : {};
  if (state.kind !== "run") return { kind: "missing", id: state.id, why, ...refusal };
  const { owner, run } = state;
  return {
    kind: "run",
    run: asLeft(isGone ? { ...run, actions: barred(run.actions, gone) } : run),
    problem: isGone ? `${why} Below is what it was when it was last read.` : why,
    ...refusal,
    ...(owner === undefined ? {} : { owner }),
  };
}

/** The run as it was read, drawn anew: what is no longer fresh, or not of this window's profile, stays so. */
export function drawnAgain(state: RunPageState, run: RunView): RunPageState {
  if (state.kind !== "run") return { kind: "run", run };
  const { actions, facts } = state.run;
  return { ...state, run: { ...run, actions, facts } };
}

/** The run of a profile that is not the current one. */
export function elsewhere(state: RunPageState, owner: string): RunPageState {
  if (state.kind === "run") return { ...state, owner, run: runElsewhere(state.run, owner) };
  return { kind: "missing", id: state.id, owner, why: `This run belongs to ${owner}, and this window is at another profile.` };
}

/** The window's own runs are not those that its ids lead to, and its commands would look for it there. */
function runElsewhere(run: RunView, owner: string): RunView {
  const why = `The run belongs to ${owner}. Switch to that profile first.`;
  return asLeft({ ...run, actions: barred(run.actions, why), facts: factsElsewhere(run.facts) });
}

/** Nothing more of it is on its way. */
function asLeft(run: RunView): RunView {
  return run.rest ? { ...run, rest: "lost" } : run;
}

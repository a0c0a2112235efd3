import type { Interaction } from "../api/schemas/interaction.ts";
import { canAnswer } from "./status.ts";

/** How far the answer to a run's question has got, as seen from here. */
export interface Answering {
  /** Counts the questions, so that a form can tell a new one from the one it was filled in for. */
  readonly round: number;
  readonly phase: "none" | "open" | "sending" | "sent" | "refused";
  /** When the question that is meant was asked, by the run's own clock. */
  readonly asked: string;
  /** What was asked for when the last answer was sent. */
  readonly sentFor?: string;
}

export const notAsked: Answering = { round: 0, phase: "none", asked: "" };

interface AskingRun {
  readonly status: string;
  readonly updated_at: string;
  readonly interaction?: Interaction | null | undefined;
}

/** What the next sight of the run means: the same thing asked again after an answer is a refusal of that answer. */
export function withSight(before: Answering, run: AskingRun): Answering {
  if (!canAnswer(run.status) || !run.interaction) {
    return before.phase === "none" ? before : { ...before, phase: "none", asked: "" };
  }
  if (before.phase !== "none" && before.asked === run.updated_at) return before;
  const isRefusal = before.sentFor === shapeOf(run.interaction);
  return { round: before.round + 1, phase: isRefusal ? "refused" : "open", asked: run.updated_at };
}

export function whileSending(before: Answering): Answering {
  return { ...before, phase: "sending" };
}

export function afterSending(before: Answering, interaction: Interaction): Answering {
  return { ...before, phase: "sent", sentFor: shapeOf(interaction) };
}

/** The answer did not arrive: it can be given again. */
export function afterFailure(before: Answering): Answering {
  return { ...before, phase: before.phase === "sending" ? "open" : before.phase };
}

/** Texts may change when something is asked again ("that was wrong, try again"); what is asked for does not. */
function shapeOf({ type, fields }: Interaction): string {
  return [type, ...fields.map(({ name }) => name)].join("\n");
}

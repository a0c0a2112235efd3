import type { Interaction } from "../../api/schemas/interaction.ts";
import { canAnswer } from "../status.ts";
import { endedWaiting } from "./waitLimits.ts";

/** How far the answer to a run's question has got, as seen from here. */
export interface Answering {
  /** Counts the questions, so that a form can tell a new one from the one it was filled in for. */
  readonly round: number;
  readonly phase: "none" | "open" | "sending" | "sent" | "refused";
  /** When the question that is meant was asked, by the run's own clock; after it, when it was seen to be over. */
  readonly asked: string;
  /** What was asked for when the last answer was sent. */
  readonly sentFor?: string;
  /** How many screenshots there were then, as far as they were known. */
  readonly frames?: number;
  /** The answer did not seem to arrive, which is not sure. */
  readonly isUnsure?: boolean;
  /** Why the question of the last round is not asked any more, where it was not answered from here. */
  readonly end?: QuestionEnd;
}

export type QuestionEnd = "answered" | "answeredElsewhere" | "timedOut" | "canceled" | "over";

export const notAsked: Answering = { round: 0, phase: "none", asked: "" };

interface AskingRun {
  readonly status: string;
  readonly updated_at: string;
  readonly interaction?: Interaction | null | undefined;
  readonly errors?: readonly { readonly code: string }[] | null | undefined;
  readonly artifacts?: { readonly screenshots?: readonly unknown[] | null | undefined } | null | undefined;
}

/** What the next sight of the run means: the same thing asked again after an answer is a refusal of that answer. */
export function withSight(before: Answering, run: AskingRun): Answering {
  if (Date.parse(run.updated_at) < Date.parse(before.asked)) return before; // read before what is known
  if (!canAnswer(run.status)) return withoutQuestion(before, run);
  if (!run.interaction || (before.phase !== "none" && before.asked === run.updated_at)) return before;
  const isRefusal = before.sentFor === shapeOf(run.interaction);
  return { round: before.round + 1, phase: isRefusal ? "refused" : "open", asked: run.updated_at };
}

function withoutQuestion(before: Answering, run: AskingRun): Answering {
  const { round, phase, sentFor, isUnsure = false } = before;
  const over = { round, phase: "none", asked: run.updated_at, ...(sentFor === undefined ? {} : { sentFor }) } as const;
  switch (phase) {
    case "none":
    case "sending": // how that went is told by the answer to it
      return before;
    case "sent":
      return isThinking(before, run) ? withFrames(before, run) : over;
    default:
      return { ...over, end: endOf(run, isUnsure) };
  }
}

/** Nothing has been seen of the agent since the answer was sent. */
function isThinking({ frames = Infinity }: Answering, run: AskingRun): boolean {
  return run.status === "running" && (framesOf(run) ?? 0) <= frames;
}

/** Lists do not tell of screenshots: then those of the first whole sight were there before. */
function withFrames(before: Answering, run: AskingRun): Answering {
  const frames = framesOf(run);
  return before.frames !== undefined || frames === undefined ? before : { ...before, frames };
}

function framesOf({ artifacts }: AskingRun): number | undefined {
  return artifacts?.screenshots?.length;
}

function endOf(run: AskingRun, isUnsure: boolean): QuestionEnd {
  if (run.status === "canceled" || run.status === "canceling") return "canceled";
  if (endedWaiting(run)) return "timedOut";
  if (run.status === "failed") return "over";
  return isUnsure ? "answered" : "answeredElsewhere";
}

/** Whether a person is asked for something right now. */
export function isAsking({ phase }: Answering): boolean {
  return phase === "open" || phase === "refused";
}

export function whileSending(before: Answering): Answering {
  return { ...before, phase: "sending" };
}

export function afterSending(before: Answering, interaction: Interaction): Answering {
  return { ...before, phase: "sent", sentFor: shapeOf(interaction) };
}

/** The answer did not arrive, or so it seems: it can be given again. */
export function afterFailure(before: Answering, isUnsure: boolean): Answering {
  return before.phase === "sending" ? { ...before, phase: "open", isUnsure } : before;
}

/** Texts may change when something is asked again ("that was wrong, try again"); what is asked for does not. */
function shapeOf({ type, fields }: Interaction): string {
  return [type, ...fields.map(({ name }) => name)].join("\n");
}

export const nothingAsked = "The run does not ask for anything (any more).";

export const refusedWords = "The answer before was refused. Please give it again.";

/** In words for a person who was being asked. */
export const endWords: Readonly<Record<QuestionEnd, string>> = {
  answered: "The question has been answered meanwhile.",
  answeredElsewhere: "The question was answered elsewhere. What was typed here was not sent.",
  timedOut: "Nobody answered the question in time, so the run has failed.",
  canceled: "The run was canceled before its question was answered.",
  over: "The run has failed before its question was answered.",
};

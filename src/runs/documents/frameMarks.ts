import type { DeckError } from "../../api/schemas/error.ts";
import { isActive } from "../status.ts";
import type { Timeline } from "./runTimeline.ts";

/** A screenshot by its index, and when it was taken, in ms since the run was created. */
interface TakenFrame {
  readonly index: number;
  readonly atMs: number;
}

/** Event times are often cut to whole seconds. */
const secondMs = 1_000;

/** The screenshots at which the run asked a person: what the agent saw then. */
export function questionFrames(frames: readonly TakenFrame[], { parts }: Pick<Timeline, "parts">): number[] {
  const asked = parts.filter(({ status }) => status === "interaction_required");
  return [...new Set(asked.flatMap(({ fromMs }) => frameAt(frames, fromMs) ?? []))];
}

/** Errors of these types are about the call or the account: no website has shown them. */
const unseenTypes: readonly string[] = ["request", "idempotency", "rate_limit", "organization"];

/**
 * The screenshot at which an error happened. Errors carry no time: one about a question happened at the last question, any
 * other when the run ended. What was taken after that, such as of signing out, shows no error.
 */
export function errorFrame({ type }: Pick<DeckError, "type">, frames: readonly TakenFrame[], timeline: Pick<Timeline, "events" | "parts">): number | undefined {
  if (unseenTypes.includes(type)) return undefined;
  const asked = type === "interaction" ? questionFrames(frames, timeline).at(-1) : undefined;
  return asked ?? frameAt(frames, endOf(timeline) ?? Number.POSITIVE_INFINITY);
}

function endOf({ events }: Pick<Timeline, "events">): number | undefined {
  return events.findLast(({ status }) => !isActive(status))?.atMs;
}

/** The newest one by then; the first where none is so old. */
function frameAt(frames: readonly TakenFrame[], atMs: number): number | undefined {
  return (frames.findLast(frame => frame.atMs < atMs + secondMs) ?? frames[0])?.index;
}

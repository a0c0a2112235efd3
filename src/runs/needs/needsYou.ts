import type { RunSummary } from "../../api/schemas/run.ts";
import { durationText } from "../duration.ts";
import { statusLabel, waitsForPerson } from "../status.ts";
import type { RunStep, RunStore } from "../store/runStore.ts";

/** In this order: a question holds the run up, a review holds up its result. */
const waitingStatuses = ["interaction_required", "review_required"];

/** What waits for a person, over all tasks: questions before reviews, the oldest first. */
export function needyRuns(store: RunStore): RunSummary[] {
  return waitingStatuses.flatMap(status => store.ofStatus(status).toSorted((a, b) => sinceMs(a) - sinceMs(b)));
}

/** Whether a run began or ceased to wait, or waits for something else. */
export function concernsPerson({ before, now }: RunStep): boolean {
  return [before, now].some(run => run !== undefined && waitsForPerson(run.status));
}

/** The service does not say since when it waits; nothing else changes a run that does. */
function sinceMs(run: RunSummary): number {
  return Date.parse(run.updated_at) || Date.parse(run.created_at) || 0;
}

/** For how long, and what for: "3 min · Enter the code". What is usually the limit stands beside it, as the guess that it is. */
export function waitingLine(run: RunSummary, now: number, usualMs?: number): string {
  return `${waitedText(run, now, usualMs)} · ${askedText(run)}`;
}

/** "3 min", or "3 min of about 5 min" where a limit is known from before; the last minute is counted in steps of ten seconds. */
export function waitedText(run: RunSummary, now: number, usualMs?: number): string {
  const waited = coarse(Math.max(0, now - sinceMs(run)));
  if (usualMs === undefined || run.status !== "interaction_required") return waited;
  return `${waited} of about ${coarse(Math.round(usualMs / 10_000) * 10_000)}`;
}

/** For how long, in full; the limit is not told by the service, so it is said where it comes from. */
export function waitedWords(run: RunSummary, now: number, usualMs?: number): string {
  const waited = waitedText(run, now, usualMs);
  return waited === waitedText(run, now) ? waited : `${waited}, a guess from questions that nobody answered in time`;
}

export function askedText(run: RunSummary): string {
  return run.interaction?.message || (run.status === "review_required" ? "Check the result" : statusLabel(run.status));
}

function coarse(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 60) return `${Math.floor(seconds / 10) * 10} s`;
  return durationText(Math.floor(seconds / 60) * 60_000).replace(/ 0 (?:s|min)$/, "");
}

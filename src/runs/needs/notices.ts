import type { RunSummary } from "../../api/schemas/run.ts";
import { outcomeText } from "../runLine.ts";
import { isActive, statusLabel, waitsForPerson } from "../status.ts";
import type { RunStep } from "../store/runStore.ts";
import { askedText } from "./needsYou.ts";

export type NoticeKind = "needsYou" | "failed" | "completed" | "watched";

export interface Notice {
  readonly kind: NoticeKind;
  readonly run: RunSummary;
}

/** Of which runs a person wants to hear. */
export type NoticeScope = "off" | "startedHere" | "all";

export interface NoticeRules {
  readonly needsYou: boolean;
  readonly failed: NoticeScope;
  readonly completed: NoticeScope;
  readonly isOwn: (runId: string) => boolean;
  readonly isWatched: (runId: string) => boolean;
  readonly isMuted: (taskId: string) => boolean;
}

/** More of a kind at once than this are told in one sentence. */
export const mostSingleNotices = 3;

/** What to tell of a change; undefined: nothing, or nothing that the person wants to hear of. A watched run is told of in any case. */
export function noticeOf({ before, now }: RunStep, rules: NoticeRules): Notice | undefined {
  if (!now || !isNews(before, now)) return undefined;
  if (!isActive(now.status) && rules.isWatched(now.id)) return { kind: "watched", run: now };
  const kind = kindOf(now);
  if (kind === undefined || rules.isMuted(now.task_id) || !isWanted(kind, now.id, rules)) return undefined;
  return { kind, run: now };
}

/** Watched runs that ended while nobody was there to tell of it. */
export function endedUnseen(runs: readonly RunSummary[], isWatched: (runId: string) => boolean): RunStep[] {
  return runs.filter(run => !isActive(run.status) && isWatched(run.id)).map(now => ({ before: undefined, now }));
}

/** Of each run what happened last. */
export function noticesOf(steps: readonly RunStep[], rules: NoticeRules): Notice[] {
  const notices = steps.flatMap(step => noticeOf(step, rules) ?? []);
  return [...new Map(notices.map(notice => [notice.run.id, notice])).values()];
}

/** A question that is asked again is news as well, though the status is what it was. */
function isNews(before: RunSummary | undefined, now: RunSummary): boolean {
  if (before?.status !== now.status) return true;
  return now.status === "interaction_required" && before.updated_at !== now.updated_at;
}

function kindOf({ status }: RunSummary): Exclude<NoticeKind, "watched"> | undefined {
  if (waitsForPerson(status)) return "needsYou";
  if (status === "failed") return "failed";
  return status === "completed" ? "completed" : undefined;
}

function isWanted(kind: Exclude<NoticeKind, "watched">, id: string, rules: NoticeRules): boolean {
  if (kind === "needsYou") return rules.needsYou;
  const scope = rules[kind];
  return scope === "all" || (scope === "startedHere" && rules.isOwn(id));
}

/** Tells what happens from what was only read late: old runs that are loaded, and all that is read first. */
export class NewsGate {
  private newest: string | undefined;
  private isOpen = false;

  /** What is known now is old. */
  begin(known: readonly RunSummary[]): void {
    if (this.isOpen) return;
    this.isOpen = true;
    this.newest = known.map(run => run.created_at).toSorted((a, b) => Date.parse(b) - Date.parse(a))[0];
  }

  lets({ before, now }: RunStep): boolean {
    if (!this.isOpen || !now) return false;
    return before !== undefined || this.newest === undefined || Date.parse(now.created_at) > Date.parse(this.newest);
  }
}

/** One sentence for one run. */
export function noticeText({ kind, run }: Notice, taskName: string, isRefused = false): string {
  if (kind === "needsYou" && run.status === "review_required") return `"${taskName}" waits for your review.`;
  if (kind === "needsYou") return `"${taskName}" ${isRefused ? "refused the answer and asks again" : "asks"}: ${askedText(run)}`;
  const said = statusLabel(run.status).toLowerCase();
  const outcome = outcomeText(run);
  return outcome.toLowerCase() === said ? `"${taskName}" has ${ending(run)}.` : `"${taskName}" has ${ending(run)}: ${outcome}`;
}

function ending({ status }: RunSummary): string {
  return status === "canceled" ? "been canceled" : statusLabel(status).toLowerCase();
}

/** One sentence for many of a kind, by task: "5 runs need you: Sign in (3), Pay (2)." */
export function mergedText(kind: NoticeKind, taskNames: readonly string[]): string {
  const what = { needsYou: "runs need you", failed: "runs failed", completed: "runs completed", watched: "watched runs have ended" }[kind];
  const counts = Map.groupBy(taskNames, name => name);
  const parts = Array.from(counts, ([name, { length }]) => (length > 1 ? `${name} (${length})` : name));
  const named = parts.slice(0, 3).join(", ");
  return `${taskNames.length} ${what}: ${named}${parts.length > 3 ? " and others" : ""}.`;
}

import type { RunSummary } from "../../api/schemas/run.ts";
import { outcomeText } from "../runLine.ts";
import { statusLabel } from "../status.ts";
import { dayAfter, dayBefore, dayOf, dayText, localMidnight } from "../store/days.ts";
import type { RunsQuestion } from "../store/runFilter.ts";

/** One thing that the service can be asked for, and how to say so. */
export type SearchStep =
  | { readonly kind: "id"; readonly id: string }
  | { readonly kind: "list"; readonly question: RunsQuestion; readonly what: string };

export interface SearchPlan {
  readonly steps: readonly SearchStep[];
  /** What can be found among the runs that are here, and must be true also of what the service answers. */
  readonly matches: (run: RunSummary) => boolean;
}

export interface SearchSurroundings {
  readonly tasks: readonly { readonly id: string; readonly name: string }[];
  readonly taskName: (id: string) => string;
  readonly now: number;
}

/** From the first day to the last, both in full. */
interface Days {
  readonly first: string;
  readonly last: string;
}

/** More tasks than this are no longer what was meant. */
const maxTasks = 3;

/** What was typed: an id, or words of tasks, statuses and errors, and days such as today, 2026-11-03, 2026-11-01..2026-11-03. */
export function planSearch(text: string, around: SearchSurroundings): SearchPlan {
  const all = text.trim().split(/\s+/).filter(Boolean);
  const days = all.flatMap(word => daysIn(word, around.now) ?? []).at(-1);
  const words = all.filter(word => !daysIn(word, around.now)).map(word => word.toLowerCase());
  const isOfDays = days ? within(days) : () => true;
  const matches = (run: RunSummary): boolean => isOfDays(run) && (words.length === 0 || hasWords(textOf(run, around), words));
  const [id] = all.filter(word => /^trun_\w+$/.test(word));
  if (id !== undefined) return { steps: [{ kind: "id", id }], matches };
  return { steps: steps(words, days, around), matches };
}

function steps(words: readonly string[], days: Days | undefined, { tasks, now }: SearchSurroundings): SearchStep[] {
  const created = days ? rangeOf(days) : {};
  const when = days ? ` ${daysText(days, now)}` : "";
  const named = words.length > 0 ? tasks.filter(({ name }) => hasWords(name.toLowerCase(), words)) : [];
  if (named.length > 0 && named.length <= maxTasks) {
    return named.map(({ id, name }) => ({ kind: "list", question: { task_id: id, ...created }, what: `runs of ${name}${when}` }));
  }
  return days ? [{ kind: "list", question: created, what: `runs${when}` }] : [];
}

function daysIn(word: string, now: number): Days | undefined {
  const today = dayOf(now);
  const relative = new Map([["today", today], ["yesterday", dayBefore(today)]]);
  const [first = "", last = first] = word.toLowerCase().split("..").map(part => relative.get(part) ?? part);
  const isRange = localMidnight(first) !== undefined && localMidnight(last) !== undefined && first <= last;
  return isRange ? { first, last } : undefined;
}

/** The service leaves out the moments themselves. */
function rangeOf({ first, last }: Days): RunsQuestion {
  const [start, end] = [localMidnight(first), localMidnight(dayAfter(last))];
  if (start === undefined || end === undefined) return {};
  return { created_after: new Date(start - 1).toISOString(), created_before: new Date(end).toISOString() };
}

function within({ first, last }: Days): (run: RunSummary) => boolean {
  return run => {
    const day = dayOf(run.created_at);
    return first <= day && day <= last;
  };
}

function daysText({ first, last }: Days, now: number): string {
  return first === last ? `on ${dayText(first, now)}` : `from ${dayText(first, now)} to ${dayText(last, now)}`;
}

function textOf(run: RunSummary, { taskName }: SearchSurroundings): string {
  const errors = (run.errors ?? []).flatMap(({ type, code, message }) => [type, code, message]);
  return [taskName(run.task_id), run.id, statusLabel(run.status), run.result, outcomeText(run), ...errors].join("\n").toLowerCase();
}

function hasWords(text: string, words: readonly string[]): boolean {
  return words.every(word => text.includes(word));
}

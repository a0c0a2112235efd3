import type { RunSummary } from "../api/schemas/run.ts";
import { ageText, shortAge } from "./duration.ts";
import { isActive, statusLabel } from "./status.ts";

/** The end of an id, enough to tell neighbours apart. */
export function idTail(id: string): string {
  return id.slice(-4);
}

/** Tabs of one task are told apart by the end of their runs' ids. */
export function runTitle(task: string, id: string): string {
  return `${task} · ${idTail(id)}`;
}

/** How the run ended, or where it stands: the first error, the question, the result if it says more, else the status. */
export function outcomeText(run: RunSummary): string {
  const error = run.errors?.[0];
  if (error) return error.message || error.code;
  if (run.interaction?.message && isActive(run.status)) return run.interaction.message;
  return run.status === "completed" && run.result ? run.result : statusLabel(run.status).toLowerCase();
}

/**
 * What stands behind the task's name in the tree. In a narrow one its end is cut off, so what tells a run from its
 * neighbours is first.
 */
export function runLine(run: RunSummary, now: number, place: { readonly isBelowStatus?: boolean } = {}): string {
  const outcome = place.isBelowStatus ? beyondStatus(run) : outcomeText(run);
  return [shortAge(run.created_at, now), outcome, idTail(run.id)].filter(Boolean).join(" · ");
}

/** The line as it is read aloud, with what else its icon shows. */
export function runWords(task: string, run: RunSummary, now: number): string {
  const outcome = outcomeText(run);
  return [task, statusLabel(run.status), repeatsStatus(run, outcome) ? "" : outcome, ageText(run.created_at, now), `id ending in ${idTail(run.id)}`].filter(Boolean).join(", ");
}

/** What its status does not say; that all went well the icon shows. */
function beyondStatus(run: RunSummary): string {
  const outcome = outcomeText(run);
  return repeatsStatus(run, outcome) || outcome === "success" ? "" : outcome;
}

function repeatsStatus({ status }: RunSummary, outcome: string): boolean {
  return outcome === statusLabel(status).toLowerCase();
}

import type { RunSummary } from "../../api/schemas/run.ts";
import { isActive } from "../status.ts";
import type { RunStep, RunStore } from "../store/runStore.ts";
import type { Mark } from "./mark.ts";
import type { PagePlace } from "./runPages.ts";

/** What the window that asks tells the others, and what is kept on disk for the time when nobody answers. */
export interface FeedNews {
  /** When the service last answered, in milliseconds since 1970; undefined: it never did. */
  readonly answeredAt: number | undefined;
  readonly mark: Mark | undefined;
  readonly runs: readonly RunSummary[];
  /** How far the pages of each finished group have got, if all of their runs are told. */
  readonly places?: Readonly<Record<string, PagePlace>> | undefined;
  /** Runs that the service does not know any more. */
  readonly gone: readonly string[];
  /** Why the service could not be asked the last time, as a sentence. */
  readonly problem?: string | undefined;
}

/** What somebody told of a run: it has a new status, since then. */
export interface ToldRun {
  readonly id: string;
  readonly status: string;
  readonly updated_at: string | undefined;
}

/** Whether what is known of the run is what was told, or later. */
export function isKnownAlready({ status, updated_at }: ToldRun, known: RunSummary | undefined): boolean {
  return known?.status === status && updated_at !== undefined && Date.parse(known.updated_at) >= Date.parse(updated_at);
}

/** More than anybody scrolls through while offline. */
const maxShared = 500;

/** The newest runs and all that go on, as the others need no more to begin with. */
export function runsToShare(store: RunStore): RunSummary[] {
  const newest = store.newest().slice(0, maxShared);
  const rest = store.newest().slice(maxShared).filter(run => isActive(run.status));
  return [...newest, ...rest];
}

/** Whether `runsToShare` is all of them. */
export function areAllShared(store: RunStore): boolean {
  return store.size <= maxShared;
}

/**
 * What a window that does not lead has learned and the others may not know yet: changes of runs that were known, and runs
 * that are new. Older ones that it has loaded for itself are its own.
 */
export function worthSaying(steps: readonly RunStep[], mark: Mark | undefined): RunSummary[] {
  const since = mark ? Date.parse(mark.created_at) || 0 : Infinity;
  return steps.flatMap(({ before, now }) => (now && (before || Date.parse(now.created_at) >= since) ? [now] : []));
}

import type { RunSummary } from "../../api/schemas/run.ts";
import { localMidnight } from "./days.ts";

/** What runs can be narrowed by, in the order in which it is offered. All but `since` are named after the run's own field. */
export const facets = ["task_id", "status", "result", "agent_id", "source_id", "credential_id", "session_id", "since"] as const;
export type Facet = (typeof facets)[number];

/**
 * What a person wants to see: every facet that has values must hold, by one of them. `since` has one value: "hour", "day"
 * or "week" for the time until now, or a date such as 2026-11-03, in the person's own time zone.
 */
export type RunFilter = Readonly<Partial<Record<Facet, readonly string[]>>>;

/** What the service can narrow a list of runs to, in its own words. Lists become repeated keys; dates are ISO 8601. */
export interface RunsQuestion {
  readonly status?: readonly string[];
  readonly outcome?: readonly string[];
  readonly source_id?: readonly string[];
  readonly task_id?: string;
  readonly agent_id?: string;
  readonly credential_id?: string;
  readonly created_after?: string;
  readonly created_before?: string;
}

const hourMs = 3_600_000;
const spans: ReadonlyMap<string, number> = new Map([
  ["hour", hourMs],
  ["day", 24 * hourMs],
  ["week", 7 * 24 * hourMs],
]);

/** The values of `since` that move on with the time. */
export const recentSpans: readonly string[] = [...spans.keys()];

export function activeFacets(filter: RunFilter): Facet[] {
  return facets.filter(facet => valuesOf(filter, facet).length > 0);
}

export function valuesOf(filter: RunFilter, facet: Facet): readonly string[] {
  return filter[facet] ?? [];
}

/** No values: the facet no longer matters. */
export function withFacet(filter: RunFilter, facet: Facet, values: readonly string[]): RunFilter {
  const rest = facets.filter(other => other !== facet).map(other => [other, valuesOf(filter, other)] as const);
  return Object.fromEntries([...rest, [facet, values] as const].filter(([, some]) => some.length > 0));
}

export function isSameFilter(a: RunFilter, b: RunFilter): boolean {
  return facets.every(facet => valuesOf(a, facet).toSorted().join("\n") === valuesOf(b, facet).toSorted().join("\n"));
}

/** Whether a run that matches now may not match a moment later, although nothing happened to it. */
export function movesOn(filter: RunFilter): boolean {
  return valuesOf(filter, "since").some(value => spans.has(value));
}

/** Whether it names things that exist in one account only. */
export function namesIds(filter: RunFilter): boolean {
  return activeFacets(filter).some(facet => facet.endsWith("_id"));
}

export function matcherOf(filter: RunFilter, now: number): (run: RunSummary) => boolean {
  const checks = activeFacets(filter).map(facet => checkOf(filter, facet, now));
  return run => checks.every(check => check(run));
}

function checkOf(filter: RunFilter, facet: Facet, now: number): (run: RunSummary) => boolean {
  if (facet === "since") {
    const start = startOf(filter, now) ?? -Infinity;
    return run => Date.parse(run.created_at) >= start;
  }
  const wanted = new Set<string | null | undefined>(valuesOf(filter, facet));
  return run => wanted.has(run[facet]);
}

/** What can be asked of the service; what cannot is left to the matcher. */
export function questionOf(filter: RunFilter, now: number): RunsQuestion {
  const { status = [], result = [], source_id = [] } = filter;
  const task = onlyOne(filter.task_id);
  const agent = onlyOne(filter.agent_id);
  const credential = onlyOne(filter.credential_id);
  const start = startOf(filter, now);
  return {
    ...(status.length > 0 ? { status } : {}),
    ...(result.length > 0 ? { outcome: result } : {}),
    ...(source_id.length > 0 ? { source_id } : {}),
    ...(task ? { task_id: task } : {}),
    ...(agent ? { agent_id: agent } : {}),
    ...(credential ? { credential_id: credential } : {}),
    // The service leaves out the moment itself.
    ...(start === undefined ? {} : { created_after: new Date(start - 1).toISOString() }),
  };
}

/** Whether the service can tell all of it apart, so that every run it answers with matches: it takes one task, agent and credential, and no session. */
export function canBeAsked(filter: RunFilter): boolean {
  return valuesOf(filter, "session_id").length === 0 && [filter.task_id, filter.agent_id, filter.credential_id].every(values => (values?.length ?? 0) <= 1);
}

function onlyOne(values: readonly string[] | undefined): string | undefined {
  return values?.length === 1 ? values[0] : undefined;
}

/** Undefined if the filter does not say, or what it says is no time. */
function startOf(filter: RunFilter, now: number): number | undefined {
  const [value] = valuesOf(filter, "since");
  if (value === undefined) return undefined;
  const span = spans.get(value);
  return span === undefined ? localMidnight(value) : now - span;
}

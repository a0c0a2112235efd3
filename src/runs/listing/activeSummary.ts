import type { RunSummary } from "../../api/schemas/run.ts";
import { needyRuns } from "../needs/needsYou.ts";
import { isActive, statusLabel, waitsForPerson } from "../status.ts";
import type { RunStore } from "../store/runStore.ts";

/** What is active, in numbers and in words. */
export interface ActiveSummary {
  /** Runs that go on by themselves. */
  readonly going: number;
  /** Runs that wait for a person. */
  readonly needy: number;
  /** A line for each status: "2 running". */
  readonly lines: readonly string[];
}

export function activeSummary(store: RunStore): ActiveSummary {
  const active = store.statuses().filter(isActive).map(status => ({ status, count: store.ofStatus(status).length }));
  const count = (needy: boolean): number => active.filter(each => waitsForPerson(each.status) === needy).reduce((sum, each) => sum + each.count, 0);
  return { going: count(false), needy: count(true), lines: active.map(each => `${each.count} ${statusLabel(each.status).toLowerCase()}`) };
}

/** Those that wait for a person first, the longest wait before the others; then the rest, the newest first. */
export function activeRuns(store: RunStore): { readonly needy: readonly RunSummary[]; readonly going: readonly RunSummary[] } {
  const going = store.statuses().filter(status => isActive(status) && !waitsForPerson(status));
  return { needy: needyRuns(store), going: going.flatMap(status => store.ofStatus(status)) };
}

/** "2 runs need you, 5 runs in progress"; empty if nothing is active. */
export function summaryWords({ going, needy }: ActiveSummary): string {
  const needs = needy === 0 ? [] : [needy === 1 ? "1 run needs you" : `${needy} runs need you`];
  const goes = going === 0 ? [] : [going === 1 ? "1 run in progress" : `${going} runs in progress`];
  return [...needs, ...goes].join(", ");
}

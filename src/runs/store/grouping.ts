import type { RunSummary } from "../../api/schemas/run.ts";
import { compareStatuses, statusLabel } from "../status.ts";
import { dayOf, dayTitle } from "./days.ts";

export const groupings = ["status", "task", "session", "day"] as const;
export type Grouping = (typeof groupings)[number];

export const groupingLabels: Readonly<Record<Grouping, string>> = { status: "Status", task: "Task", session: "Session", day: "Day" };

export function isGrouping(value: unknown): value is Grouping {
  return groupings.some(grouping => grouping === value);
}

/** Which group a run is in; empty where it does not say. */
export function groupOf(run: RunSummary, grouping: Grouping): string {
  switch (grouping) {
    case "status":
      return run.status;
    case "task":
      return run.task_id;
    case "session":
      return run.session_id ?? "";
    case "day":
      return dayOf(run.created_at);
  }
}

/** Whether the groups keep their places when runs come and go; else the one with the newest run is first. */
export function hasFixedOrder(grouping: Grouping): boolean {
  return grouping !== "session";
}

export interface GroupNaming {
  readonly taskName: (id: string) => string;
  readonly now: number;
}

export function groupTitle(key: string, grouping: Grouping, { taskName, now }: GroupNaming): string {
  switch (grouping) {
    case "status":
      return statusLabel(key);
    case "task":
      return taskName(key);
    case "session":
      return key === "" ? "Without a session" : key;
    case "day":
      return dayTitle(key, now);
  }
}

export function compareGroups(grouping: Grouping, taskName: (id: string) => string): (a: string, b: string) => number {
  switch (grouping) {
    case "status":
      return compareStatuses;
    case "task":
      return (a, b) => taskName(a).localeCompare(taskName(b), "en") || compareTexts(a, b);
    default:
      return (a, b) => compareTexts(b, a);
  }
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

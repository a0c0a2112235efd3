import { byteText } from "../base/byteText.ts";
import { type Column, markdownTable } from "./markdownTable.ts";
import type { TrafficCounts, TrafficMinute, TrafficReport } from "./traffic.ts";

export interface TrafficContext {
  /** The profile's name. */
  readonly profile: string;
  /** How changes come to be known: a sentence. */
  readonly push: string;
  readonly now: number;
}

const minuteMs = 60_000;
/** What one looks at while something goes on; the rest is in the sums. */
const shownMinutes = 15;

const countColumns: readonly Column[] = [
  { title: "Retries", isNumber: true },
  { title: "429", isNumber: true },
  { title: "Failed", isNumber: true },
  { title: "Sent", isNumber: true },
  { title: "Received", isNumber: true },
];

/** What a window has sent and received in the last hour, in markdown: kinds of calls and numbers, never what was in them. */
export function trafficText(report: TrafficReport, { profile, push, now }: TrafficContext): string {
  const head = `# Traffic with ${profile}\n\nSent and received by this window in the last hour. Deck allows 200 requests in 10 seconds to a whole organization.\n\n${push}`;
  if (report.total.requests === 0) return `${head}\n\nNothing was sent yet.\n`;
  const parts = [head, "## Requests by kind", kindTable(report, now), "## What became of them", outcomeTable(report), "## By minute", minuteTable(report)];
  return `${parts.join("\n\n")}\n`;
}

// Two narrow tables rather than one that does not fit beside the tree of runs.
function kindTable({ minutes, kinds, total }: TrafficReport, now: number): string {
  const last = minutes.find(({ at }) => at === Math.floor(now / minuteMs) * minuteMs - minuteMs);
  // Of the first minute only a part may be there, which would count as too little.
  const span = Math.max(1, (now - (minutes[0]?.at ?? now)) / minuteMs);
  const row = (kind: string, { requests, ms }: TrafficCounts, inLast: number): string[] => {
    return [kind, `${inLast}`, (requests / span).toFixed(1), `${requests}`, `${Math.round(ms / Math.max(1, requests))} ms`];
  };
  const numbers = ["Last minute", "Per minute", "In all", "Mean time"].map(title => ({ title, isNumber: true }));
  const inLast = (kind: string): number => last?.kinds[kind]?.requests ?? 0;
  return markdownTable([{ title: "Call" }, ...numbers], [...kinds.map(each => row(each.kind, each, inLast(each.kind))), row("All", total, requestsIn(last))]);
}

function outcomeTable({ kinds, total }: TrafficReport): string {
  return markdownTable([{ title: "Call" }, ...countColumns], [...kinds.map(each => [each.kind, ...countCells(each)]), ["All", ...countCells(total)]]);
}

function minuteTable({ minutes }: TrafficReport): string {
  const columns = [{ title: "Minute" }, { title: "Requests", isNumber: true }, ...countColumns];
  const newestFirst = minutes.slice(-shownMinutes).toReversed();
  return markdownTable(columns, newestFirst.map(minute => [clockText(minute.at), `${requestsIn(minute)}`, ...countCells(totalOf(minute))]));
}

function requestsIn(minute: TrafficMinute | undefined): number {
  return minute ? sum(minute, counts => counts.requests) : 0;
}

function countCells({ retries, limited, failed, bytesSent, bytesReceived }: Omit<TrafficCounts, "requests" | "ms">): string[] {
  return [`${retries}`, `${limited}`, `${failed}`, byteText(bytesSent), byteText(bytesReceived)];
}

function totalOf(minute: TrafficMinute): Omit<TrafficCounts, "requests" | "ms"> {
  return {
    retries: sum(minute, counts => counts.retries),
    limited: sum(minute, counts => counts.limited),
    failed: sum(minute, counts => counts.failed),
    bytesSent: sum(minute, counts => counts.bytesSent),
    bytesReceived: sum(minute, counts => counts.bytesReceived),
  };
}

function sum(minute: TrafficMinute, of: (counts: TrafficCounts) => number): number {
  return Object.values(minute.kinds).reduce((total, counts) => total + of(counts), 0);
}

/** In the time of the person who reads it. */
function clockText(at: number): string {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes()].map(part => String(part).padStart(2, "0")).join(":");
}

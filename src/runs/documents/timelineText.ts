import type { DeckEvent } from "../../api/schemas/events.ts";
import type { Run } from "../../api/schemas/run.ts";
import { durationText } from "../duration.ts";
import { statusLabel, waitsForPerson } from "../status.ts";
import { largestSorted } from "./comparableJson.ts";
import { codeText, plainText } from "./markdownText.ts";
import { type Timeline, type TimelinePart, timelineOf } from "./runTimeline.ts";
import { statusChanges } from "./statusChanges.ts";

/** A run, its events as far as they are known, and the time up to which one that goes on is told. */
export interface TimedRun {
  readonly run: Pick<Run, "id" | "status" | "created_at" | "updated_at" | "artifacts" | "storage">;
  readonly events: readonly DeckEvent[];
  readonly now: number;
}

/** What happened in a run and when, as a markdown document. `problem` says why times may be missing. */
export function timelineText({ task, problem, ...timed }: TimedRun & { readonly task: string; readonly problem?: string | undefined }): string {
  const { run, now } = timed;
  const timeline = timelineFor(timed);
  return [
    `# Time line: ${plainText(task)}`,
    `Run ${codeText(run.id)}, created ${plainText(run.created_at)}`,
    ...(problem ? [`> ${plainText(problem)}`] : []),
    "## Time spent",
    timeline.parts.map(part => `- ${partLine(part, msInto(run, now))}`).join("\n") || "Nothing is known.",
    "## Events",
    eventLines(timed, timeline).join("\n"),
    "",
  ].join("\n\n");
}

/** The same without anything that is another time in every run: what a comparison looks at. */
export function timingText(timed: TimedRun, unsorted: readonly string[] = []): string {
  const { run, now } = timed;
  const { parts } = timelineFor(timed);
  const at = msInto(run, now);
  const sum = (some: readonly TimelinePart[]): string => durationText(some.reduce((ms, part) => ms + msOf(part, at), 0));
  return [
    "# Timing",
    "",
    ...parts.map(part => `- ${partLine(part, at)}`),
    `- In all: ${sum(parts)}`,
    `- Waiting for a person: ${sum(parts.filter(({ status }) => waitsForPerson(status)))}`,
    `- Screenshots: ${run.artifacts?.screenshots?.length ?? 0}`,
    `- Files: ${run.storage?.length ?? 0}`,
    `- Status: ${plainText(statusLabel(run.status))}`,
    ...(unsorted.length > 0 ? [`- Compared in its own order, without the ignore list, as it is larger than ${largestSorted / 1_000_000} MB: ${unsorted.join(", ")}`] : []),
    "",
  ].join("\n");
}

function timelineFor({ run, events }: TimedRun): Timeline {
  const { id, status, created_at, updated_at } = run;
  const changes = statusChanges(events, id);
  const framesAtMs = (run.artifacts?.screenshots ?? []).map(frame => msInto(run, Date.parse(frame.created_at)));
  return timelineOf({ status, created_at, updated_at, changes, framesAtMs });
}

function eventLines({ run }: TimedRun, { events, silences }: Timeline): string[] {
  const since = (time: string): number => msInto(run, Date.parse(time)) || 0;
  const lines: { readonly atMs: number; readonly text: string }[] = [
    ...events.map(({ atMs, label }) => ({ atMs, text: `**${plainText(label)}**` })),
    ...(run.artifacts?.screenshots ?? []).map(({ created_at, reasoning }, index) => {
      return { atMs: since(created_at), text: `Screenshot ${index + 1}${reasoning ? `: ${plainText(reasoning)}` : ""}` };
    }),
    ...(run.storage ?? []).map(({ created_at, file_name }) => ({ atMs: since(created_at), text: `File ${codeText(file_name)}` })),
    ...silences.map(({ fromMs, toMs }) => ({ atMs: fromMs, text: `*nothing was seen for ${durationText(toMs - fromMs)}*` })),
  ];
  return lines.toSorted((a, b) => a.atMs - b.atMs).map(({ atMs, text }) => `- ${codeText(`+${durationText(atMs)}`)} ${text}`);
}

function partLine(part: TimelinePart, now: number): string {
  return `${plainText(part.label)}: ${durationText(msOf(part, now))}${waitsForPerson(part.status) ? " (waiting for a person)" : ""}`;
}

function msOf({ fromMs, toMs }: TimelinePart, now: number): number {
  return Math.max(0, (toMs ?? now) - fromMs);
}

/** A moment in ms since the run was created. */
function msInto({ created_at }: Pick<Run, "created_at">, ms: number): number {
  return Math.max(0, ms - Date.parse(created_at));
}

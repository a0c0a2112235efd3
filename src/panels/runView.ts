import type { Run } from "../api/schemas/run.ts";
import type { Json } from "../api/schemas/wire.ts";
import type { Fact, Frame, LongText, RunAction, RunFile, RunView } from "../protocol/runPage.ts";
import { canAnswer, canCancel, isActive, statusLabel } from "../runs/status.ts";

/** What the ids of a run are called; an id without a name is shown as it is. */
export interface RunNames {
  readonly task: string;
  readonly agent?: string | undefined;
  readonly source?: string | undefined;
  readonly credential?: string | undefined;
}

/** More than this of a text is not laid out at once. */
const longestText = 200_000;

/** A run as its page shows it. */
export function runView(run: Run, names: RunNames): RunView {
  return {
    id: run.id,
    status: run.status,
    statusLabel: statusLabel(run.status),
    result: run.result,
    taskName: names.task,
    created_at: run.created_at,
    ...(isActive(run.status) ? {} : { endedAt: run.updated_at }),
    facts: factsOf(run, names),
    actions: actionsOf(run),
    ...(canAnswer(run.status) && run.interaction ? { question: run.interaction } : {}),
    errors: run.errors ?? [],
    ...textSection("output", run.output),
    ...textSection("input", run.input),
    frames: framesOf(run),
    files: filesOf(run),
  };
}

export function longText(text: string): LongText {
  return { text: text.slice(0, longestText), omitted: Math.max(0, text.length - longestText) };
}

function textSection<Name extends "input" | "output">(name: Name, value: Json | undefined): { [K in Name]?: LongText } | object {
  return value === undefined || value === null ? {} : { [name]: longText(JSON.stringify(value, undefined, 2)) };
}

function factsOf(run: Run, names: RunNames): Fact[] {
  const facts: (Fact | undefined)[] = [
    { label: "Created", value: timeText(run.created_at), copy: run.created_at },
    named("Agent", names.agent, run.agent_id),
    named("Source", names.source, run.source_id),
    named("Credential", names.credential, run.credential_id),
    named("Task", undefined, run.task_id),
    named("Session", undefined, run.session_id),
  ];
  return facts.filter(fact => fact !== undefined);
}

function timeText(time: string): string {
  return Number.isNaN(Date.parse(time)) ? time : new Date(time).toLocaleString();
}

function named(label: string, name: string | undefined, id: string | null | undefined): Fact | undefined {
  return id ? { label, value: name ?? id, copy: id } : undefined;
}

function actionsOf(run: Run): RunAction[] {
  const cancel: RunAction = { id: "cancel", label: "Cancel Run" };
  const answer: RunAction = { id: "answer", label: "Answer…" };
  return [
    ...(canAnswer(run.status) ? [answer] : []),
    canCancel(run.status) ? cancel : { ...cancel, why: `Only queued and running runs can be canceled; this one is ${statusLabel(run.status).toLowerCase()}.` },
    { id: "refresh", label: "Refresh" },
  ];
}

function framesOf(run: Run): Frame[] {
  const start = Date.parse(run.created_at);
  return (run.artifacts?.screenshots ?? []).map((screenshot, index) => ({
    index,
    reasoning: screenshot.reasoning ?? "",
    atMs: Math.max(0, Date.parse(screenshot.created_at) - start) || 0,
  }));
}

function filesOf(run: Run): RunFile[] {
  return (run.storage ?? []).map(file => ({ id: file.id, name: file.file_name, type: file.file_type, bytes: file.file_size }));
}

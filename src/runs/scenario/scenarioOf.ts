import type { Interaction, InteractionField } from "../../api/schemas/interaction.ts";
import type { Agent, Task } from "../../api/schemas/resources.ts";
import type { Run } from "../../api/schemas/run.ts";
import type { Json } from "../../api/schemas/wire.ts";
import { type AskedQuestion, questionOf } from "../needs/askedQuestions.ts";
import { type Scrubbing, scrubbingRules } from "./scrubbing.ts";

/** What a scenario is made from, besides the run. */
export interface Recording {
  readonly run: Run;
  readonly taskName: string;
  /** Undefined where the service does not tell it any more. */
  readonly task: Task | undefined;
  readonly agent: Pick<Agent, "name"> | undefined;
  /** When the run was in which status, in any order. */
  readonly changes: readonly { readonly status: string; readonly created_at: string }[];
  /** What it was seen to ask. */
  readonly asked: readonly AskedQuestion[];
  readonly scrub: Scrubbing;
  /** The file of each screenshot, by its index; undefined: a drawing stands for it. */
  readonly frameFile: (index: number) => string | undefined;
  /** The file of each stored file, by its id; undefined: it is left out. */
  readonly storedFile: (id: string) => string | undefined;
}

type Step = { readonly [name: string]: Json };

interface Moment {
  readonly at: number;
  readonly step: Step;
}

/** A scenario of Local Deck that goes as the run went: with its delays, pictures, questions, files and end. */
export function scenarioOf(recording: Recording): Json {
  const { run, taskName } = recording;
  const start = startOf(recording);
  const moments = [...frames(recording), ...pauses(recording), ...files(recording)].toSorted((a, b) => a.at - b.at);
  const waits = waitedFor(recording);
  const steps: Step[] = [];
  let last = start;
  for (const { at, step } of moments) {
    steps.push(...wait(last, at, waits), step);
    last = Math.max(last, at);
  }
  steps.push(...wait(last, Date.parse(run.updated_at), waits), endOf(recording));
  return { name: taskName, description: descriptionOf(recording), ...taskOf(recording), steps };
}

/** With it Local Deck makes the task, so that the scenario is all that a replay needs. */
function taskOf({ task, agent }: Recording): { task?: Json } {
  if (!task) return {};
  const { prompt, input_schema, output_schema, storage, extraction, settings } = task;
  const seconds = settings?.timeout_seconds;
  const limit: Json | undefined = typeof seconds === "number" ? { timeout_seconds: seconds } : undefined;
  const known = { agent: agent?.name, prompt, input_schema, output_schema, storage, extraction, settings: limit };
  const told = Object.entries(known).filter((member): member is [string, Json] => member[1] !== undefined && member[1] !== null);
  return { task: Object.fromEntries(told) };
}

function descriptionOf({ run: { created_at, status }, task }: Recording): string {
  const definition = task ? " The definition of its task stands here as it is." : "";
  const rules = `${scrubbingRules.slice(0, -1).join(", ")}, and ${scrubbingRules.at(-1) ?? ""}`;
  return `Made from a real run of ${created_at.slice(0, 10)} that ended as ${status}. Scrubbed by rule: ${rules}.${definition} Read it before you pass it on: rules do not know every name.`;
}

/** From when the agent worked: what stood in the queue is not replayed. */
function startOf({ run, changes }: Recording): number {
  const running = changes.filter(({ status }) => status === "running").map(({ created_at }) => Date.parse(created_at));
  return Math.min(...running, ...(running.length > 0 ? [] : [Date.parse(run.created_at)]));
}

function frames({ run, scrub, frameFile }: Recording): Moment[] {
  return (run.artifacts?.screenshots ?? []).map((frame, index) => {
    const reasoning = frame.reasoning ? { reasoning: scrub.text(frame.reasoning) } : {};
    const file = frameFile(index);
    const picture = file === undefined ? { svg: drawing(index) } : { file };
    return { at: Date.parse(frame.created_at), step: { step: "screenshot", ...picture, ...reasoning } };
  });
}

/** No word of the real page is in it. */
function drawing(index: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="800"><rect width="1280" height="800" fill="#e8eaee"/><text x="640" y="410" font-family="sans-serif" font-size="40" fill="#5b6370" text-anchor="middle">Screenshot ${index + 1}</text></svg>`;
}

function pauses({ run, changes, asked, scrub }: Recording): Moment[] {
  const questions = changes.filter(({ status }) => status === "interaction_required");
  const reviewed = changes.filter(({ status }) => status === "review_required");
  return [
    ...questions.map(({ created_at }) => ({ at: Date.parse(created_at), step: question(questionOf(asked, created_at) ?? run.interaction, scrub) })),
    ...reviewed.map(({ created_at }) => ({ at: Date.parse(created_at), step: { step: "review" } })),
  ];
}

/** The service forgets what it asked as soon as it is answered: only what was seen meanwhile is known. */
function question(interaction: Interaction | null | undefined, scrub: Scrubbing): Step {
  if (!interaction) {
    const message = "A person was asked here. The service does not keep what: write it in the scenario.";
    return { step: "ask", type: "mfa", message, fields: [{ name: "code", label: "Code" }] };
  }
  const fields = interaction.fields.map(field => askedField(field, scrub));
  const message = scrub.text(interaction.message ?? "");
  return { step: "ask", type: interaction.type, message, fields: fields.length > 0 ? fields : [{ name: "answer" }] };
}

function askedField({ name, type, label, options }: InteractionField, scrub: Scrubbing): Step {
  const choices = (options ?? []).map(option => ({ value: scrub.text(option.value), ...(option.label ? { label: scrub.text(option.label) } : {}) }));
  return { name, ...(type ? { type } : {}), ...(label ? { label: scrub.text(label) } : {}), ...(choices.length > 0 ? { options: choices } : {}) };
}

function files({ run, scrub, storedFile }: Recording): Moment[] {
  return (run.storage ?? []).flatMap(({ id, file_name, file_type, purpose, extraction, created_at }) => {
    const file = storedFile(id);
    if (file === undefined) return [];
    const extra = extraction === undefined || extraction === null ? {} : { extraction: scrub.value(extraction) };
    const type = /^[\w.+-]+\/[\w.+-]+$/.test(file_type) ? { type: file_type } : {};
    const known = purpose === "attachment" || purpose === "extraction" || purpose === "output" ? { purpose } : {};
    return [{ at: Date.parse(created_at), step: { step: "store", file, name: scrub.text(file_name), ...type, ...known, ...extra } }];
  });
}

function endOf({ run, scrub }: Recording): Step {
  if (run.status === "canceled") return { step: "hang" };
  const [error] = run.errors ?? [];
  if (run.status === "failed") {
    const { type = "task", code = "agent_failed", message = "", field } = error ?? {};
    return { step: "fail", type, code, message: scrub.text(message), ...(field ? { field } : {}) };
  }
  const result = run.result === "failure" || run.result === "unknown" ? { result: run.result } : {};
  return { step: "complete", ...(run.output === undefined ? {} : { output: scrub.value(run.output) }), ...result };
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** While a person was waited for: in a replay somebody waits anew. */
function waitedFor({ run, changes }: Recording): Span[] {
  const sorted = changes.toSorted((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at));
  return sorted.flatMap(({ status, created_at }, at) =>
    status === "interaction_required" || status === "review_required"
      ? [{ from: Date.parse(created_at), to: Date.parse(sorted[at + 1]?.created_at ?? run.updated_at) }]
      : [],
  );
}

const longestWaitMs = 7 * 24 * 3_600_000;

function wait(from: number, to: number, persons: readonly Span[]): Step[] {
  const waited = persons.reduce((sum, span) => sum + Math.max(0, Math.min(to, span.to) - Math.max(from, span.from)), 0);
  const ms = Math.min(longestWaitMs, Math.round(to - from - waited));
  return ms > 0 ? [{ step: "wait", ms }] : [];
}

import type { Run, RunSummary } from "../api/schemas/run.ts";
import type { StoredFile } from "../api/schemas/storedFile.ts";
import type { Frame, FrameMark, OutputCheck, Review, RunFile, RunView, TextMark } from "../protocol/runPage.ts";
import { errorFrame, questionFrames } from "../runs/documents/frameMarks.ts";
import { type RunHistory, timelineOf } from "../runs/documents/runTimeline.ts";
import { adviceOn } from "../runs/errorAdvice.ts";
import { type Answering, endWords, notAsked } from "../runs/needs/answering.ts";
import { type Prompt, promptsOf } from "../runs/needs/question.ts";
import { canAnswer, isActive, statusLabel } from "../runs/status.ts";
import { previewOf } from "./filePreview.ts";
import { actionsOf } from "./runActions.ts";
import { factsOf, isWhole, type RunNames } from "./runFacts.ts";

/** What is known around a run, besides what the service says of it. */
export interface RunContext {
  readonly names: RunNames;
  /** The text that is held for a part of the page. */
  readonly mark?: (part: string) => TextMark | undefined;
  readonly answering?: Answering;
  readonly check?: OutputCheck | undefined;
  readonly changes?: RunHistory["changes"];
  readonly framesCopy?: RunView["framesCopy"];
  readonly review?: Review;
}

const framesKeptMs = 15 * 24 * 3_600_000;

/** A run as its page shows it; of a run from a list, only what lists tell. */
export function runView(run: Run | RunSummary, context: RunContext): RunView {
  const { names, mark = () => undefined } = context;
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
    ...questionOf(run, context.answering ?? notAsked),
    ...(run.status === "review_required" ? { review: context.review ?? { canDecide: false, isSending: false } } : {}),
    output: mark("output"),
    input: mark("input"),
    raw: mark("raw"),
    outputCheck: context.check,
    framesCopy: context.framesCopy,
    ...detailsOf(run, context, mark),
  };
}

type Details = Pick<RunView, "errors" | "tokenized" | "frames" | "marks" | "files" | "framesUntil" | "timeline" | "rest">;

function detailsOf(run: Run | RunSummary, { changes = [] }: RunContext, mark: (part: string) => TextMark | undefined): Details {
  const errors = (run.errors ?? []).map(error => ({ ...error, advice: adviceOn(error) }));
  if (!isWhole(run)) return { errors, tokenized: [], frames: [], marks: [], files: [], rest: "coming" };
  const frames = framesOf(run);
  const timeline = timelineOf({ ...run, changes, framesAtMs: frames.map(({ atMs }) => atMs) });
  const placed = errors.map(error => ({ ...error, frame: errorFrame(error, frames, timeline) }));
  return {
    errors: placed,
    tokenized: run.tokenized ?? [],
    frames,
    marks: [...marksOf("question", questionFrames(frames, timeline)), ...marksOf("error", placed.map(({ frame }) => frame))],
    files: (run.storage ?? []).map(file => ({ ...fileOf(file, mark), ...storedAt(file, run) })),
    ...untilOf(run.created_at),
    timeline,
  };
}

const unsaid = "The service does not say what it asks for. Look at the newest screenshot, and answer in Deck's Console.";

function questionOf(run: Run | RunSummary, { phase, round, end }: Answering): Pick<RunView, "question" | "pastQuestion"> {
  if (!canAnswer(run.status)) {
    if (phase === "sending" || phase === "sent") return { question: { type: "unknown", message: "", prompts: [], round, phase: "sent" } };
    return end ? { pastQuestion: endWords[end] } : {};
  }
  const { interaction } = run;
  if (!interaction && !isWhole(run)) return {};
  if (!interaction) return { question: { type: "unknown", message: unsaid, prompts: [], round, phase: "open" } };
  const prompts = promptsOf(interaction).map(sendable);
  const message = interaction.message ?? "The website asks for something only you know.";
  return { question: { type: interaction.type, message, prompts, round, phase: phase === "none" ? "open" : phase } };
}

/** Functions do not travel to a page. */
function sendable(prompt: Prompt): Prompt {
  const copy = { ...prompt };
  delete copy.check;
  return copy;
}

function framesOf(run: Run): Frame[] {
  const start = Date.parse(run.created_at);
  return (run.artifacts?.screenshots ?? []).map((screenshot, index) => ({
    index,
    reasoning: screenshot.reasoning ?? "",
    atMs: Math.max(0, Date.parse(screenshot.created_at) - start) || 0,
  }));
}

function marksOf(kind: FrameMark["kind"], indexes: readonly (number | undefined)[]): FrameMark[] {
  return [...new Set(indexes)].filter(index => index !== undefined).map(index => ({ kind, index }));
}

function untilOf(created: string): { readonly framesUntil?: string } {
  const start = Date.parse(created);
  return Number.isNaN(start) ? {} : { framesUntil: new Date(start + framesKeptMs).toISOString() };
}

const purposes: ReadonlyMap<string, string> = new Map([
  ["attachment", "given to the agent as input"],
  ["extraction", "given as input and read by the service"],
  ["output", "brought back by the agent"],
]);

/** One of an earlier run is no event of this one. */
function storedAt({ created_at }: StoredFile, run: Run): Pick<RunFile, "atMs"> {
  const atMs = Date.parse(created_at) - Date.parse(run.created_at);
  return atMs >= 0 ? { atMs } : {};
}

function fileOf(file: StoredFile, mark: (part: string) => TextMark | undefined): RunFile {
  return {
    id: file.id,
    name: file.file_name,
    type: file.file_type,
    bytes: file.file_size,
    purpose: file.purpose === undefined ? undefined : (purposes.get(file.purpose) ?? file.purpose),
    extraction: mark(`extraction:${file.id}`),
    preview: previewOf(file),
  };
}

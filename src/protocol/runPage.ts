import * as z from "zod";
import type { DeckError } from "../api/schemas/error.ts";
import type { RunStatus } from "../api/schemas/runStatus.ts";
import type { Timeline } from "../runs/documents/runTimeline.ts";
import type { ErrorAdvice } from "../runs/errorAdvice.ts";
import type { Prompt } from "../runs/needs/question.ts";

const factNames = ["created", "ended", "task", "agent", "source", "credential", "session", "request"] as const;
export type FactName = (typeof factNames)[number];

/** What a person can do with a run; `why` says why not, where it cannot be done now. */
export interface RunAction {
  readonly id: RunActionId;
  readonly label: string;
  readonly why?: string;
}

/** One line of facts under the title. */
export interface Fact {
  readonly name: FactName;
  readonly label: string;
  readonly value: string;
  /** What a click copies. */
  readonly copy?: string;
  /** Where `follow` leads, in words for a tooltip. */
  readonly lead?: string;
}

/** A picture as the page knows it. Its bytes come on request, as `frame`. */
export interface Frame {
  readonly index: number;
  readonly reasoning: string;
  /** Milliseconds since the run was created. */
  readonly atMs: number;
}

/** A frame at which something happened; the index is that of the frame. */
export interface FrameMark {
  readonly kind: "question" | "error";
  readonly index: number;
}

export interface RunFile {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  /** When it was stored, in ms since the run was created; absent where that was before it. */
  readonly atMs?: number;
  /** What it is for, in words. */
  readonly purpose?: string | undefined;
  /** What the service read out of it. */
  readonly extraction?: TextMark | undefined;
  /** How the page may look into it; absent where it can only be opened elsewhere. */
  readonly preview?: FilePreview | undefined;
}

export type FilePreview = "image" | "pdf" | "table" | "json" | "text";

/** A text that the page may ask for. Another version is another text. */
export interface TextMark {
  readonly version: number;
  readonly characters: number;
  /** About as many as its tree opens with, where that is known. */
  readonly rows?: number;
}

/** A place in the output that is not as the task's output schema wants it. */
export interface Violation {
  /** JSON pointer. */
  readonly pointer: string;
  readonly message: string;
}

/** What the check against the output schema found; absent while there is nothing to check. */
export type OutputCheck =
  | { readonly kind: "fits" }
  | { readonly kind: "violations"; readonly list: readonly Violation[]; readonly more: number }
  | { readonly kind: "unchecked"; readonly why: string };

/** What a paused run asks, and how far the answer has got. Nothing that was typed is ever in here. */
export interface Question {
  readonly type: string;
  readonly message: string;
  readonly prompts: readonly (Omit<Prompt, "check">)[];
  /** Tells one question from the next. */
  readonly round: number;
  readonly phase: "open" | "sending" | "sent" | "refused";
}

export interface Review {
  /** Whether the server takes a decision; elsewhere it is made in Deck's Console. */
  readonly canDecide: boolean;
  readonly isSending: boolean;
}

export interface RunError extends DeckError {
  readonly advice: ErrorAdvice;
  /** The index of the screenshot at which it happened; absent where none shows it. */
  readonly frame?: number | undefined;
}

export interface RunView {
  readonly id: string;
  readonly status: RunStatus;
  /** The status in words for people. */
  readonly statusLabel: string;
  readonly result: string | null;
  readonly taskName: string;
  readonly created_at: string;
  /** When the clock of the run stopped; absent while it runs. */
  readonly endedAt?: string;
  readonly facts: readonly Fact[];
  readonly actions: readonly RunAction[];
  readonly question?: Question;
  /** Why what was asked here is not asked any more, where it was not answered from here. */
  readonly pastQuestion?: string;
  readonly review?: Review;
  readonly errors: readonly RunError[];
  /** Each absent while there is none. */
  readonly output?: TextMark | undefined;
  readonly input?: TextMark | undefined;
  readonly raw?: TextMark | undefined;
  readonly outputCheck?: OutputCheck | undefined;
  /** Names of input fields whose values the service keeps to itself. */
  readonly tokenized: readonly string[];
  readonly frames: readonly Frame[];
  readonly marks: readonly FrameMark[];
  /** When the service deletes the screenshots, unless a copy is kept. */
  readonly framesUntil?: string;
  /** That which is on this machine, and how many it is without. */
  readonly framesCopy?: { readonly lacks: number } | undefined;
  readonly files: readonly RunFile[];
  readonly timeline?: Timeline;
  /** Where only what lists tell is here: whether the rest is on its way, or could not be read. */
  readonly rest?: "coming" | "lost";
}

/** The whole state of a run's page. `problem` tells that what is shown is no longer fresh, and why; `isRefused`, that another key helps. */
export type RunPageState =
  | { readonly kind: "loading"; readonly id: string }
  | { readonly kind: "missing"; readonly id: string; readonly why: string; readonly owner?: string; readonly isRefused?: boolean }
  | {
      readonly kind: "run";
      readonly run: RunView;
      readonly problem?: string;
      readonly isRefused?: boolean;
      /** The profile that the run belongs to, where another one is current. */
      readonly owner?: string;
    };

/** What a person has set, for all runs alike. */
export const PageMemory = z.object({
  /** The sections that are folded. */
  folded: z.array(z.string().max(40)).max(40).catch(["raw"]),
  json: z
    .object({ isSorted: z.boolean(), matchCase: z.boolean(), whole: z.boolean(), scope: z.enum(["all", "keys", "values"]) })
    .catch({ isSorted: false, matchCase: false, whole: false, scope: "all" }),
  playSpeed: z.number().min(1).max(8).catch(1),
  /** Whether single letters are keys of the page: who dictates may want none. */
  hasKeys: z.boolean().catch(true),
});
export type PageMemory = z.infer<typeof PageMemory>;

/** What is true of the panel, whatever it shows. */
export interface PanelView {
  /** The next run takes its place, unless it is kept. */
  readonly isPreview: boolean;
  /** Whose the run is, as far as it is known: kept over a reload of the window. */
  readonly profile: { readonly id: string; readonly name: string } | undefined;
  readonly memory: PageMemory;
}

/** Which text: `file:` and `extraction:` go with a file's id. */
export type TextPart = "output" | "input" | "raw" | `file:${string}` | `extraction:${string}`;

/** What the host tells the page: the whole state, never a patch; and the large things that the page asked for. */
export type ToRunPage =
  | { readonly type: "state"; readonly state: RunPageState; readonly panel: PanelView }
  | { readonly type: "frame"; readonly index: number; readonly mime: string; readonly bytes: ArrayBuffer }
  | { readonly type: "frameMissing"; readonly index: number; readonly why: string }
  /** UTF-8. The beginning of a long text, cut anywhere, may come before the whole. */
  | { readonly type: "text"; readonly part: TextPart; readonly version: number; readonly bytes: Uint8Array; readonly isBeginning?: true }
  | { readonly type: "textMissing"; readonly part: TextPart; readonly why: string }
  | { readonly type: "file"; readonly file: string; readonly mime: string; readonly bytes: ArrayBuffer }
  /** To look at the run as it was then, in ms since it was created. */
  | { readonly type: "goTo"; readonly atMs: number }
  /** What was on the clipboard, for the field of a code. */
  | { readonly type: "code"; readonly text: string };

const runActions = [
  "cancel", "answer", "copyId", "refresh", "runAgain", "runWithChanges", "compare", "keepOpen", "switchProfile", "useKey",
] as const;
export type RunActionId = (typeof runActions)[number];

const documents = ["run.json", "input.json", "output.json", "errors.md", "timeline.md"] as const;
export type RunDocument = (typeof documents)[number];

const index = z.int().nonnegative();
const largestText = 64_000_000;

/** What the page asks for. The host parses it; the page imports only the type. */
export const FromRunPage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready") }),
  z.object({ type: z.literal("act"), action: z.enum(runActions) }),
  z.object({ type: z.literal("follow"), fact: z.enum(factNames) }),
  z.object({ type: z.literal("wantFrame"), index }),
  z.object({ type: z.literal("wantText"), part: z.string().max(300) }),
  z.object({ type: z.literal("wantFile"), file: z.string().max(300) }),
  z.object({ type: z.literal("copy"), text: z.string().max(largestText) }),
  z.object({ type: z.literal("saveText"), name: z.enum(["table.csv"]), text: z.string().max(largestText) }),
  z.object({ type: z.literal("saveFile"), id: z.string() }),
  z.object({ type: z.literal("openFile"), id: z.string() }),
  z.object({ type: z.literal("revealFile"), id: z.string() }),
  z.object({ type: z.literal("saveFrame"), index }),
  z.object({ type: z.literal("saveFrames") }),
  /** A copy on this machine, which stays when the service deletes its own. */
  z.object({ type: z.literal("keepFrames") }),
  /** This run and another one, side by side, each as it was then. */
  z.object({ type: z.literal("openBoth"), atMs: z.number().nonnegative() }),
  z.object({ type: z.literal("openDocument"), document: z.enum(documents) }),
  z.object({ type: z.literal("saveDocument"), document: z.enum(documents) }),
  /** Name and value for each prompt: as an object, a field named `__proto__` would be lost. Never logged and never kept. */
  z.object({ type: z.literal("answer"), given: z.array(z.tuple([z.string(), z.string()])) }),
  z.object({ type: z.literal("pasteCode") }),
  z.object({ type: z.literal("openConsole") }),
  z.object({ type: z.literal("decide"), decision: z.enum(["approve", "reject"]), note: z.string().max(10_000) }),
  z.object({ type: z.literal("remember"), memory: PageMemory }),
  /** What the page lacks may come with a new page. */
  z.object({ type: z.literal("loadAgain") }),
  z.object({ type: z.literal("openLink"), url: z.string().max(8_000) }),
]);
export type FromRunPage = z.infer<typeof FromRunPage>;

import * as z from "zod";
import type { DeckError } from "../api/schemas/error.ts";
import type { Interaction } from "../api/schemas/interaction.ts";
import type { RunStatus } from "../api/schemas/runStatus.ts";

/** What a person can do with a run; `why` says why not, where it cannot be done now. */
export interface RunAction {
  readonly id: RunActionId;
  readonly label: string;
  readonly why?: string;
}

/** One line of facts under the title; `copy` is what a click copies. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly copy?: string;
}

/** A picture as the page knows it. Its bytes come on request, as `frame`. */
export interface Frame {
  readonly index: number;
  readonly reasoning: string;
  /** Milliseconds since the run was created. */
  readonly atMs: number;
}

export interface RunFile {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
}

/** Text to read; `omitted` counts the characters that were left out of a very long one. */
export interface LongText {
  readonly text: string;
  readonly omitted: number;
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
  readonly question?: Interaction;
  readonly errors: readonly DeckError[];
  /** Absent while there is none. */
  readonly output?: LongText;
  readonly input?: LongText;
  readonly frames: readonly Frame[];
  readonly files: readonly RunFile[];
}

/** The whole state of a run's page. `problem` tells that what is shown is no longer fresh, and why. */
export type RunPageState =
  | { readonly kind: "loading"; readonly id: string }
  | { readonly kind: "missing"; readonly id: string; readonly why: string }
  | { readonly kind: "run"; readonly run: RunView; readonly problem?: string };

/** What the host tells the page: the whole state, never a patch; and the pictures that the page asked for. */
export type ToRunPage =
  | { readonly type: "state"; readonly state: RunPageState }
  | { readonly type: "frame"; readonly index: number; readonly mime: string; readonly bytes: ArrayBuffer }
  | { readonly type: "frameMissing"; readonly index: number; readonly why: string };

const runActions = ["cancel", "answer", "copyId", "refresh"] as const;
export type RunActionId = (typeof runActions)[number];

/** What the page asks for. The host parses it; the page imports only the type. */
export const FromRunPage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready") }),
  z.object({ type: z.literal("act"), action: z.enum(runActions) }),
  z.object({ type: z.literal("wantFrame"), index: z.int().nonnegative() }),
  z.object({ type: z.literal("copy"), text: z.string().max(1_000_000) }),
  z.object({ type: z.literal("saveFile"), id: z.string() }),
]);
export type FromRunPage = z.infer<typeof FromRunPage>;

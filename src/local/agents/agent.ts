import type { Clock } from "../../base/clock.ts";
import type { Interaction } from "../../api/schemas/interaction.ts";
import type { Json, JsonSchema } from "../../api/schemas/wire.ts";

/**
 * Carries out runs. An agent of one's own is passed to `startLocalDeck` as `agents: job => agent`; where that gives
 * none, the built-in ones do the work.
 *
 * - One agent may be at work on many runs at once: what belongs to a run is kept in `execute`.
 * - The run is `running` when `execute` is called, and `completed` with what it returns.
 * - Every failure is thrown: a `RunFailure` becomes the run's error, anything else `task`/`agent_failed` with its message.
 * - When `world.signal` is aborted the run has been cancelled, has failed, or Local Deck ends: stop within 30 s, then
 *   return or throw, what is no matter. Whoever goes on is cut off: nothing it does counts any more.
 * - After a restart `execute` is called again with what was remembered last as `job.progress`; an answer or approval
 *   that was given meanwhile is handed to the next `ask` or `review`.
 * - All times are milliseconds, by `world.clock`, which tests and `--speed` move: never wait by another one.
 * - An agent never sees the store.
 *
 * ```ts
 * const teller: Agent = {
 *   async execute({ input, task }, world) {
 *     await sleep(world.clock, 2000, world.signal);
 *     await world.screenshot({ bytes: await draw(task.name), name: "start.png", type: "image/png", reasoning: "I sign in." });
 *     const { code } = await world.ask({ type: "mfa", message: "Code?", fields: [{ name: "code" }] }, 60_000);
 *     if (code !== "123456") throw new RunFailure({ type: "auth", code: "auth_invalid", message: "Wrong code." });
 *     return { output: { balance: 12.5, of: input } };
 *   },
 * };
 * ```
 */
export interface Agent {
  execute(job: Job, world: World): Promise<Completion>;
  /** How many milliseconds it may take to stop when it is cancelled, beyond the engine's own patience; 0 where absent. */
  stopMs?(job: Job): number;
}

/** What is to be done. */
export interface Job {
  readonly runId: string;
  readonly task: { readonly id: string; readonly name: string; readonly prompt: string | null; readonly outputSchema: JsonSchema | null };
  /** Whole: with the members that are tokenized. A file in it has a `storage_id` in place of its `content`. */
  readonly input: Json;
  /** Those in the input; `extraction` is to be parsed without an agent. */
  readonly files: readonly JobFile[];
  /** What is not secret of the run's credential. */
  readonly credential: JobCredential | null;
  /** The scenario chosen for the run, unchecked; null where there is none. */
  readonly scenario: unknown;
  /** What the agent noted last, when the run goes on after a restart; else null. */
  readonly progress: Json;
}

export interface JobFile {
  readonly id: string;
  readonly purpose: "attachment" | "extraction";
}

export interface JobCredential {
  readonly id: string;
  readonly username?: string;
  readonly source_fields?: { readonly [name: string]: Json };
}

/** How a run ended. `output` should fit the task's `outputSchema`; it is not checked. `result` is `success` where absent. */
export interface Completion {
  readonly output: Json;
  readonly result?: "success" | "failure" | "unknown";
}

/** What an agent can do. Each promise is fulfilled after the store has it; each is rejected once the signal is aborted. */
export interface World {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** From here the run goes on after a restart; the last call counts, and it is forgotten when the run is over. JSON, small. */
  remember(progress: Json): Promise<void>;
  screenshot(picture: Picture): Promise<void>;
  /** Extracts what is in it where the task's storage settings say so. */
  storeFile(file: CapturedFile): Promise<void>;
  /** The bytes of a file in the input, by its `storage_id`. */
  readFile(storageId: string): Promise<Uint8Array>;
  /** Parses a file in the input and keeps what it finds as its `extraction`. Fails with `storage`/`extraction_failed`. */
  extract(storageId: string): Promise<Json>;
  /** The secret members of the run's credential, such as `password`; keep them no longer than needed. */
  secrets(): Promise<Readonly<Record<string, Json>>>;
  /** Adds a line to the log of Local Deck. */
  log(message: string): void;
  /** Pauses the run until a person has answered; every field then has a value. Fails with `interaction_timeout` after `limitMs`. */
  ask(question: Interaction, limitMs?: number): Promise<Readonly<Record<string, Json>>>;
  /** Pauses the run until a person has approved it, and what it has brought so far; a rejected run has failed and the signal is aborted. */
  review(moment: ReviewMoment, output?: Json): Promise<void>;
}

/** Whether the run goes on as `running` after the approval, or completes without being `running` again. */
export type ReviewMoment = "before_continuing" | "before_completing";

export interface Picture {
  readonly bytes: Uint8Array;
  readonly name: string;
  /** A media type such as image/webp. */
  readonly type: string;
  readonly reasoning?: string | undefined;
}

export interface CapturedFile {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly type: string;
  readonly purpose?: "attachment" | "extraction" | "output" | undefined;
  readonly extraction?: Json | undefined;
  /** Of the extraction; success where absent. */
  readonly result?: "success" | "failure" | undefined;
}

/** The run fails with this as its error. `type` and `code` as in the API's error tables. */
export class RunFailure extends Error {
  readonly type: string;
  readonly code: string;
  readonly field: string | undefined;

  constructor(failure: { type: string; code: string; message: string; field?: string | undefined }) {
    super(failure.message);
    this.type = failure.type;
    this.code = failure.code;
    this.field = failure.field;
  }
}

import type { Clock } from "../../base/clock.ts";
import type { DeckError } from "../../api/schemas/error.ts";
import type { Interaction } from "../../api/schemas/interaction.ts";
import type { KnownRunStatus } from "../../api/schemas/runStatus.ts";
import type { Json } from "../../api/schemas/wire.ts";
import { RunFailure } from "../agents/agent.ts";
import type { CapturedFile, Picture, ReviewMoment, World } from "../agents/agent.ts";
import { extract } from "../files/extraction.ts";
import { Payload } from "../store/payload.ts";
import type { Reply, RunRow } from "../store/rows.ts";
import type { Captures } from "./captures.ts";
import { ForbiddenTransition } from "./lifecycle.ts";
import type { Lifecycle, RunChanges } from "./lifecycle.ts";

export interface WorldParts {
  readonly clock: Clock;
  readonly lifecycle: Lifecycle;
  readonly captures: Captures;
  readonly secrets: () => Readonly<Record<string, Json>>;
  /** How long people have for an answer where the agent does not say. */
  readonly answerMs: number;
  readonly log: (message: string) => void;
  readonly fail: (error: DeckError) => unknown;
}

interface Pause {
  readonly kind: Reply["kind"];
  /** The status after the reply. */
  readonly next: KnownRunStatus;
  resolve(reply: Reply): void;
}

/** What one run's agent can do: writes to the store first, then tells the agent. */
export class RunWorld implements World {
  readonly clock: Clock;
  private readonly controller = new AbortController();
  private readonly run: RunRow;
  private readonly parts: WorldParts;
  private pause: Pause | undefined;
  /** A reply that came before a restart and was not taken yet. */
  private carried: Reply | null;

  constructor(run: RunRow, parts: WorldParts) {
    this.run = run;
    this.clock = parts.clock;
    this.parts = parts;
    this.carried = run.reply;
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  async remember(progress: Json): Promise<void> {
    this.signal.throwIfAborted();
    this.parts.captures.note(this.run.id, progress);
  }

  async screenshot(picture: Picture): Promise<void> {
    this.goOn();
    this.parts.captures.screenshot(this.run.id, picture);
  }

  async storeFile(file: CapturedFile): Promise<void> {
    this.goOn();
    const { enabled, extraction, extraction_schema = null } = this.parts.captures.settingsOf(this.run);
    if (enabled === false) return;
    if (!extraction || file.extraction !== undefined) return this.parts.captures.storeFile(this.run, file);
    const found = await extract(file, extraction_schema);
    this.goOn();
    if (found.result === "failure") this.log(`Nothing was extracted from ${file.name}: ${found.why}`);
    this.parts.captures.storeFile(this.run, { ...file, ...found });
  }

  async readFile(storageId: string): Promise<Uint8Array> {
    this.signal.throwIfAborted();
    return this.parts.captures.readFile(this.run.id, storageId).bytes;
  }

  async extract(storageId: string): Promise<Json> {
    const { captures } = this.parts;
    this.goOn();
    const found = await extract(captures.readFile(this.run.id, storageId), captures.settingsOf(this.run).extraction_schema ?? null);
    this.goOn();
    captures.keepExtraction(this.run.id, storageId, found);
    if (found.result === "success") return found.extraction;
    throw new RunFailure({ type: "storage", code: "extraction_failed", message: `Nothing could be extracted: ${found.why}` });
  }

  async secrets(): Promise<Readonly<Record<string, Json>>> {
    this.signal.throwIfAborted();
    return this.parts.secrets();
  }

  async ask(question: Interaction, limitMs = this.parts.answerMs): Promise<Readonly<Record<string, Json>>> {
    this.signal.throwIfAborted();
    const carried = this.takeCarried();
    if (carried?.kind === "answer") return carried.input;
    const answerBy = this.enter("interaction_required", { interaction: question, answer_by: this.clock.now() + limitMs });
    const limit = this.clock.after((answerBy ?? 0) - this.clock.now(), () => this.notAnswered());
    const reply = await this.waitFor("answer", "running");
    limit.dispose();
    return reply.kind === "answer" ? reply.input : {};
  }

  async review(moment: ReviewMoment, output?: Json): Promise<void> {
    this.signal.throwIfAborted();
    if (this.takeCarried()?.kind === "approval") return;
    const kept = output === undefined ? undefined : Payload.of(output);
    this.enter("review_required", kept && !kept.isTooLarge ? { output: kept } : {});
    await this.waitFor("approval", moment === "before_continuing" ? "running" : "review_required");
  }

  log(message: string): void {
    this.parts.log(`${this.run.id}: ${message}`);
  }

  /** A person's reply: kept first, then handed to the agent that waits for it. */
  receive(reply: Reply): RunRow {
    const { id } = this.run;
    const { lifecycle, captures } = this.parts;
    const pause = this.pause;
    if (pause?.kind !== reply.kind) throw new ForbiddenTransition(id, lifecycle.read(id).status, "running");
    if (pause.next === "running") lifecycle.move(id, "running", { reply });
    else captures.keepReply(id, reply);
    this.pause = undefined;
    pause.resolve(reply);
    return lifecycle.read(id);
  }

  /** Every promise that the agent waits for is rejected from here on. */
  abort(why: string): void {
    this.controller.abort(new Error(why));
  }

  /** An approved run may complete straight from its review; from a question it goes on first. */
  goOnUnlessReviewed(): void {
    if (this.parts.lifecycle.read(this.run.id).status !== "review_required") this.goOn();
  }

  private goOn(): void {
    this.signal.throwIfAborted();
    const { lifecycle } = this.parts;
    if (lifecycle.read(this.run.id).status !== "running") lifecycle.move(this.run.id, "running");
  }

  /** After a restart the run may be in its pause already; then its limit counts on. */
  private enter(status: KnownRunStatus, changes: RunChanges): number | null {
    const { lifecycle } = this.parts;
    const now = lifecycle.read(this.run.id);
    if (now.status === status) return now.answer_by;
    this.goOn();
    return lifecycle.move(this.run.id, status, { ...changes, reply: null }).answer_by;
  }

  private waitFor(kind: Reply["kind"], next: KnownRunStatus): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.pause = { kind, next, resolve };
      this.signal.addEventListener("abort", () => reject(this.signal.reason), { once: true });
    });
  }

  private takeCarried(): Reply | null {
    const carried = this.carried;
    this.carried = null;
    return carried;
  }

  private notAnswered(): void {
    this.parts.fail({
      type: "interaction",
      code: "interaction_timeout",
      message: "The interaction was not answered in time; start a new run to try again.",
    });
  }
}

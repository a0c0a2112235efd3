import { messageOf } from "../../base/errors.ts";
import type { DeckError } from "../../api/schemas/error.ts";
import { RunFailure } from "../agents/agent.ts";
import type { Agent, Completion, Job } from "../agents/agent.ts";
import { Payload } from "../store/payload.ts";
import type { Reply, RunRow } from "../store/rows.ts";
import type { Lifecycle } from "./lifecycle.ts";
import { OwnedClock } from "./ownedClock.ts";
import { RunWorld } from "./runWorld.ts";
import type { WorldParts } from "./runWorld.ts";
import { isFinal } from "./transitions.ts";

/** A run that an agent is at work on, from its start or its resumption to its end. */
export class ActiveRun {
  private readonly id: string;
  private readonly lifecycle: Lifecycle;
  private readonly clock: OwnedClock;
  private readonly world: RunWorld;
  private readonly agent: Agent;
  private readonly job: Job;
  private readonly log: (message: string) => void;
  private readonly onEnd: () => void;
  private isOver = false;

  constructor(run: RunRow, parts: Omit<WorldParts, "fail"> & { agent: Agent; job: Job; onEnd: () => void }) {
    this.id = run.id;
    this.lifecycle = parts.lifecycle;
    this.clock = new OwnedClock(parts.clock);
    this.agent = parts.agent;
    this.job = parts.job;
    this.log = parts.log;
    this.onEnd = parts.onEnd;
    this.world = new RunWorld(run, { ...parts, clock: this.clock, fail: error => this.fail(error) });
    this.clock.after(deadlineOf(run) - this.clock.now(), () => this.timeUp(run.timeout_seconds));
  }

  /** Returns at once; the agent works on. */
  start(): void {
    // Called inside a promise, so that an agent that throws at once fails its run like any other.
    void Promise.resolve()
      .then(() => this.agent.execute(this.job, this.world))
      .then(
        completion => this.complete(completion),
        (error: unknown) => this.stopOr(() => this.fail(errorOf(error))),
      )
      .catch((error: unknown) => this.log(`${this.id} could not be ended: ${messageOf(error)}`));
  }

  cancel(graceMs: number): RunRow {
    const canceling = this.lifecycle.move(this.id, "canceling");
    this.clock.after(graceMs + (this.agent.stopMs?.(this.job) ?? 0), () => this.stopOr(() => undefined));
    this.world.abort("The run is canceled");
    return canceling;
  }

  reply(reply: Reply): RunRow {
    return this.world.receive(reply);
  }

  /** Ends the run as failed, whatever the agent does. */
  fail(error: DeckError): RunRow {
    const failed = this.lifecycle.move(this.id, "failed", { errors: [error], result: "failure" });
    this.end(error.message);
    return failed;
  }

  /** The program ends: the run stays as it is, to go on with the next start. */
  leave(): void {
    this.isOver = true;
    this.world.abort("Local Deck ends");
    this.clock.dispose();
  }

  private complete({ output, result = "success" }: Completion): void {
    this.stopOr(() => {
      this.world.goOnUnlessReviewed();
      const kept = output === null ? null : Payload.of(output);
      if (kept?.isTooLarge) return void this.fail(outputTooLarge);
      this.lifecycle.move(this.id, "completed", { output: kept, result });
      this.end("The run is over");
    });
  }

  /** What the agent brings after it was told to stop counts no more. */
  private stopOr(act: () => void): void {
    if (this.isOver) return;
    const { status } = this.lifecycle.read(this.id);
    if (isFinal(status)) return;
    if (status !== "canceling") return act();
    this.lifecycle.move(this.id, "canceled", { result: "unknown" });
    this.end("The run is canceled");
  }

  private timeUp(seconds: number): void {
    // A run that is being canceled has its own limit.
    if (this.isOver || this.lifecycle.read(this.id).status === "canceling") return;
    this.fail({ type: "task", code: "timeout", message: `Task execution exceeded the timeout of ${minutes(seconds)}.` });
  }

  private end(why: string): void {
    this.isOver = true;
    this.world.abort(why);
    this.clock.dispose();
    this.onEnd();
  }
}

const outputTooLarge: DeckError = { type: "task", code: "output_too_large", message: "The output is larger than 105 MB." };

function deadlineOf(run: RunRow): number {
  return (run.started_at ?? run.created_at) + run.timeout_seconds * 1000;
}

function minutes(seconds: number): string {
  const count = Number((seconds / 60).toFixed(2));
  return `${count} ${count === 1 ? "minute" : "minutes"}`;
}

function errorOf(thrown: unknown): DeckError {
  if (!(thrown instanceof RunFailure)) return { type: "task", code: "agent_failed", message: messageOf(thrown) };
  const { type, code, message, field } = thrown;
  return { type, code, message, ...(field !== undefined && { field }) };
}

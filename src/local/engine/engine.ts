import type { Clock } from "../../base/clock.ts";
import type { Json } from "../../api/schemas/wire.ts";
import type { Agent, Job } from "../agents/agent.ts";
import { runSummary } from "../events/summaries.ts";
import type { RunRow, TaskRow } from "../store/rows.ts";
import type { Store } from "../store/store.ts";
import { ActiveRun } from "./activeRun.ts";
import { Captures } from "./captures.ts";
import { ForbiddenTransition, Lifecycle } from "./lifecycle.ts";
import { newRunRow } from "./newRun.ts";
import type { NewRun } from "./newRun.ts";
import { OwnedClock } from "./ownedClock.ts";
import { occupying } from "./transitions.ts";

/** What the engine does on its own account; all in milliseconds but `maxActive`. */
export interface EngineLimits {
  /** How long a new run waits for its session at least. */
  readonly provisionMs: number;
  /** How long people have for an answer where the agent does not say. */
  readonly answerMs: number;
  /** How long a cancelled agent has until it is cut off. */
  readonly graceMs: number;
  readonly maxActive: number;
}

const defaultLimits: EngineLimits = { provisionMs: 700, answerMs: 600_000, graceMs: 30_000, maxActive: 500 };

export interface EngineParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly agentFor: (job: Job) => Agent;
  readonly log: (message: string) => void;
  readonly limits?: Partial<EngineLimits>;
}

/** Owns the life of every run: starts what is queued, passes on what people decide, survives restarts. */
export class Engine {
  private readonly parts: EngineParts;
  private readonly limits: EngineLimits;
  private readonly lifecycle: Lifecycle;
  private readonly captures: Captures;
  private readonly active = new Map<string, ActiveRun>();
  private readonly timers: OwnedClock;

  constructor(parts: EngineParts) {
    this.parts = parts;
    this.limits = { ...defaultLimits, ...parts.limits };
    this.lifecycle = new Lifecycle(parts.store, parts.clock);
    this.captures = new Captures(parts.store, parts.clock);
    this.timers = new OwnedClock(parts.clock);
  }

  /** Queued once this returns; starts by itself. */
  submit(task: TaskRow, wanted: NewRun): RunRow {
    const { store, clock } = this.parts;
    const run = store.transaction(() => {
      const row = newRunRow(store, task, wanted, clock.now());
      store.runs.insert(row);
      const inserted = this.lifecycle.read(row.id);
      store.addEvent("task_run.queued", row.created_at, runSummary(inserted));
      return inserted;
    });
    this.startLater(this.limits.provisionMs);
    return run;
  }

  cancel(id: string): RunRow {
    const active = this.active.get(id);
    if (active) return active.cancel(this.limits.graceMs);
    const canceled = this.lifecycle.move(id, "canceled", { result: "unknown" });
    this.startLater(0);
    return canceled;
  }

  answer(id: string, input: Record<string, Json>): RunRow {
    return this.pausedRun(id, "interaction_required").reply({ kind: "answer", input });
  }

  approve(id: string): RunRow {
    return this.pausedRun(id, "review_required").reply({ kind: "approval" });
  }

  reject(id: string, note?: string): RunRow {
    const message = note ? `The review rejected the run: ${note}` : "The review rejected the run.";
    return this.pausedRun(id, "review_required").fail({ type: "task", code: "review_rejected", message });
  }

  /** After a start: what was going on goes on, what was being canceled is canceled, what waits gets its turn. */
  resume(): void {
    const marks = occupying.map(() => "?").join(", ");
    for (const run of this.parts.store.runs.select(`WHERE status IN (${marks}) ORDER BY created_at, seq`, occupying)) {
      if (run.status === "canceling") this.lifecycle.move(run.id, "canceled", { result: "unknown" });
      else this.activate(run);
    }
    this.startLater(0);
    this.startLater(this.limits.provisionMs);
  }

  /** Nothing moves after this; runs stay in the store as they are. */
  close(): void {
    this.timers.dispose();
    for (const run of this.active.values()) run.leave();
    this.active.clear();
  }

  private pausedRun(id: string, status: "interaction_required" | "review_required"): ActiveRun {
    const run = this.lifecycle.read(id);
    const active = this.active.get(id);
    if (run.status !== status || !active) throw new ForbiddenTransition(id, run.status, "running");
    return active;
  }

  /** Later, because whoever asked is answered first: nobody sees a run start before it was queued. */
  private startLater(ms: number): void {
    this.timers.after(ms, () => this.startQueued());
  }

  private startQueued(): void {
    while (this.active.size < this.limits.maxActive) {
      const next = this.nextQueued();
      if (!next) return;
      this.activate(this.lifecycle.move(next.id, "running"));
    }
  }

  /** The oldest one whose session is free: a session carries out one run at a time. */
  private nextQueued(): RunRow | undefined {
    const marks = occupying.map(() => "?").join(", ");
    return this.parts.store.runs.select(
      `WHERE status = 'queued'
       AND session_id NOT IN (SELECT session_id FROM runs WHERE status IN (${marks}))
       AND created_at <= ?
       ORDER BY created_at, seq LIMIT 1`,
      [...occupying, this.parts.clock.now() - this.limits.provisionMs],
    )[0];
  }

  private activate(run: RunRow): void {
    const job = this.jobOf(run);
    const { clock, log, agentFor } = this.parts;
    const active = new ActiveRun(run, {
      clock,
      log,
      job,
      lifecycle: this.lifecycle,
      captures: this.captures,
      answerMs: this.limits.answerMs,
      agent: agentFor(job),
      onEnd: () => {
        this.active.delete(run.id);
        this.startLater(0);
      },
    });
    this.active.set(run.id, active);
    active.start();
  }

  private jobOf(run: RunRow): Job {
    const task = this.parts.store.tasks.get(run.task_id);
    return {
      runId: run.id,
      task: {
        id: run.task_id,
        name: task?.name ?? "",
        prompt: task?.prompt ?? null,
        outputSchema: task?.output_schema ?? null,
      },
      input: run.input,
      scenario: run.scenario,
      progress: run.progress,
    };
  }
}

import type { Clock } from "../../base/clock.ts";
import { messageOf } from "../../base/errors.ts";
import type { Disposable } from "../../base/events.ts";
import type { Json } from "../../api/schemas/wire.ts";
import type { Agent, Job } from "../agents/agent.ts";
import { parsingAgent, wantsParsing } from "../agents/parsingAgent.ts";
import { runSummary } from "../events/summaries.ts";
import type { RunRow, SessionRow, TaskRow } from "../store/rows.ts";
import type { Store } from "../store/store.ts";
import type { Vault } from "../store/vault.ts";
import { ActiveRun } from "./activeRun.ts";
import { Captures } from "./captures.ts";
import { jobOf, secretsOf, startFailure } from "./jobs.ts";
import { ForbiddenTransition, Lifecycle } from "./lifecycle.ts";
import { defaultLimits } from "./limits.ts";
import type { EngineLimits, SessionOverflow } from "./limits.ts";
import { newRunRow, sealedTokens } from "./newRun.ts";
import type { NewRun } from "./newRun.ts";
import { OwnedClock } from "./ownedClock.ts";
import { queuedRuns } from "./queuedRuns.ts";
import { RunQueue } from "./runQueue.ts";
import type { QueuedRun } from "./runQueue.ts";
import { SessionKeeper } from "./sessionKeeper.ts";
import { occupying } from "./transitions.ts";

const sessionFailure = { type: "session", code: "session_failed", message: "The session of the run has failed." };

/** In the queue, what holds up a run whose session cannot begin yet. */
const sessionLimit = "session limit";

export interface EngineParts {
  readonly store: Store;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly agentFor: (job: Job) => Agent;
  /** What a new run of the task plays; null where the agent makes something up. */
  readonly scenarioFor: (task: TaskRow) => unknown;
  readonly log: (message: string) => void;
  readonly limits?: Partial<EngineLimits>;
  readonly sessionOverflow?: SessionOverflow;
}

/** Owns the life of every run: starts what is queued, passes on what people decide, survives restarts. */
export class Engine {
  private readonly parts: EngineParts;
  private readonly limits: EngineLimits;
  private readonly lifecycle: Lifecycle;
  private readonly captures: Captures;
  private readonly active = new Map<string, ActiveRun>();
  private queue = new RunQueue();
  /** Those in which a run is carried out. */
  private readonly busySessions = new Set<string>();
  private timers: OwnedClock;
  private sessions: SessionKeeper;
  private nextStart: { readonly at: number; readonly timer: Disposable } | undefined;

  constructor(parts: EngineParts) {
    this.parts = parts;
    this.limits = { ...defaultLimits, ...parts.limits };
    this.lifecycle = new Lifecycle(parts.store, parts.clock);
    this.captures = new Captures(parts.store, parts.clock);
    this.timers = new OwnedClock(parts.clock);
    this.sessions = this.newKeeper();
  }

  /** Whether a run may be submitted that needs a session of its own. */
  get hasRoomForSession(): boolean {
    return this.parts.sessionOverflow === "queue" || !this.isLimited || this.sessions.openCount() < this.limits.maxSessions;
  }

  /** Queued once this returns; starts by itself. */
  submit(task: TaskRow, wanted: NewRun): RunRow {
    const { store, vault, clock, scenarioFor } = this.parts;
    const run = store.transaction(() => {
      const row = { ...newRunRow(store, task, wanted, clock.now()), scenario: scenarioFor(task) };
      store.runs.insert({ ...row, ...sealedTokens(vault, row.id, wanted) });
      for (const file of wanted.files ?? []) this.captures.attach(row, file);
      const inserted = this.lifecycle.read(row.id);
      store.addEvent("task_run.queued", row.created_at, runSummary(inserted));
      return inserted;
    });
    this.queue.add(run);
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

  /** Shuts the session down and cancels its runs, paused ones too. */
  endSession(session: SessionRow): SessionRow {
    return this.sessions.end(session);
  }

  answer(id: string, input: Record<string, Json>): RunRow {
    return this.pausedRun(id, "interaction_required").reply({ kind: "answer", input });
  }

  approve(id: string, note?: string): RunRow {
    const approved = this.pausedRun(id, "review_required").reply({ kind: "approval" });
    // A run has no place for it.
    if (note) this.parts.log(`${id} was approved: ${note}`);
    return approved;
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
    for (const run of queuedRuns(this.parts.store)) this.queue.add(run);
    this.startLater(0);
    this.sessions.watch();
  }

  /** Nothing moves after this; runs stay in the store as they are. */
  close(): void {
    this.timers.dispose();
    for (const run of this.active.values()) run.leave();
    this.active.clear();
  }

  /** For a store that is empty now: no run is at work or waits any longer, and new ones may come. */
  reset(): void {
    this.close();
    this.busySessions.clear();
    this.queue = new RunQueue();
    this.nextStart = undefined;
    this.timers = new OwnedClock(this.parts.clock);
    this.sessions = this.newKeeper();
  }

  private newKeeper(): SessionKeeper {
    return new SessionKeeper({
      store: this.parts.store,
      clock: this.timers,
      idleMs: this.limits.idleMs,
      shutdownMs: this.limits.shutdownMs,
      cancelRun: id => void this.cancel(id),
      onOver: () => this.freeSession(),
    });
  }

  private freeSession(): void {
    this.queue.free(sessionLimit);
    this.startLater(0);
  }

  private get isLimited(): boolean {
    return this.limits.maxSessions !== Infinity;
  }

  private pausedRun(id: string, status: "interaction_required" | "review_required"): ActiveRun {
    const run = this.lifecycle.read(id);
    const active = this.active.get(id);
    if (run.status !== status || !active) throw new ForbiddenTransition(id, run.status, "running");
    return active;
  }

  /** Later, because whoever asked is answered first: nobody sees a run start before it was queued. One timer for all. */
  private startLater(ms: number): void {
    const at = this.parts.clock.now() + ms;
    if (this.nextStart && this.nextStart.at <= at) return;
    this.nextStart?.timer.dispose();
    this.nextStart = { at, timer: this.timers.after(ms, () => this.startQueued()) };
  }

  private startQueued(): void {
    this.nextStart = undefined;
    const now = this.parts.clock.now();
    while (this.active.size < this.limits.maxActive) {
      const next = this.queue.take(now - this.limits.provisionMs, run => this.obstacle(run));
      if (!next) break;
      this.begin(next);
    }
    this.sessions.giveWay(this.queue.heldUpBy(sessionLimit));
    this.sessions.watch();
    const waiting = this.queue.nextCreatedAt;
    // Where there are too many at once, the end of one is the next occasion.
    if (waiting === undefined || this.active.size >= this.limits.maxActive) return;
    this.startLater(waiting + this.limits.provisionMs - now);
  }

  private begin({ id, session_id }: QueuedRun): void {
    const { status } = this.lifecycle.read(id);
    const hasSession = this.parts.store.sessions.get(session_id)?.status !== "failed";
    if (status === "queued" && hasSession) return this.activate(this.lifecycle.move(id, "running"));
    if (status === "queued") this.lifecycle.move(id, "failed", { errors: [sessionFailure], result: "failure" });
    // It has no turn, and leaves its session, or its place among the sessions, free for another.
    this.queue.free(session_id);
    this.queue.free(sessionLimit);
  }

  /** A session carries out one run at a time, and there may be no room for one more session. */
  private obstacle({ session_id }: QueuedRun): string | undefined {
    if (this.busySessions.has(session_id)) return session_id;
    if (!this.isLimited || this.parts.store.sessions.get(session_id)?.status !== "queued") return undefined;
    return this.sessions.provisionedCount() < this.limits.maxSessions ? undefined : sessionLimit;
  }

  private activate(run: RunRow): void {
    const job = this.jobFor(run);
    if (!job) return;
    const { clock, log, agentFor } = this.parts;
    const active = new ActiveRun(run, {
      clock,
      log,
      job,
      lifecycle: this.lifecycle,
      captures: this.captures,
      secrets: () => secretsOf(this.parts, run),
      answerMs: this.limits.answerMs,
      agent: wantsParsing(job) ? parsingAgent : agentFor(job),
      onEnd: () => {
        this.active.delete(run.id);
        this.busySessions.delete(run.session_id);
        this.queue.free(run.session_id);
        this.freeSession();
      },
    });
    this.active.set(run.id, active);
    this.busySessions.add(run.session_id);
    active.start();
  }

  /** A run whose input cannot be read fails; it may not take the others with it. */
  private jobFor(run: RunRow): Job | undefined {
    try {
      return jobOf(this.parts, run);
    } catch (error) {
      this.parts.log(`${run.id} cannot go on: ${messageOf(error)}`);
      this.lifecycle.move(run.id, "failed", { errors: [startFailure(error)], result: "failure" });
      this.queue.free(run.session_id);
      return undefined;
    }
  }
}

import { isDeepStrictEqual } from "node:util";
import type { RunSummary } from "../../api/schemas/run.ts";
import type { RunStatus } from "../../api/schemas/runStatus.ts";
import { type Disposable, Emitter } from "../../base/events.ts";
import { activeStatuses, compareStatuses, isActive } from "../status.ts";
import { ChangeNotes, RunIndex } from "./runIndex.ts";

/** A run as it was and as it is; undefined: not there. */
export interface RunStep {
  readonly before: RunSummary | undefined;
  readonly now: RunSummary | undefined;
}

export interface RunsChange {
  /** Runs that read differently now. */
  readonly changed: readonly string[];
  /** Groups that gained or lost a run. */
  readonly groups: ReadonlySet<RunStatus>;
  /** Whether a run went from one group to another, or a group came or went. */
  readonly hasMoved: boolean;
  /** What happened, in order; for those who group the runs in their own way. */
  readonly steps: readonly RunStep[];
}

/** The runs we know, by status and newest first. It fires only when a reader could notice. */
export class RunStore implements Disposable {
  private readonly changed = new Emitter<RunsChange>();
  readonly onDidChange = this.changed.event;
  private readonly byId = new Map<string, RunSummary>();
  readonly byStatus = new RunIndex(run => run.status);
  private readonly byTime = new RunIndex(() => "");

  get size(): number {
    return this.byId.size;
  }

  get(id: string): RunSummary | undefined {
    return this.byId.get(id);
  }

  /** Only statuses that have runs, in the order in which they are shown. */
  statuses(): RunStatus[] {
    return this.byStatus.keys().toSorted(compareStatuses);
  }

  /** Newest first. */
  ofStatus(status: RunStatus): readonly RunSummary[] {
    return this.byStatus.of(status);
  }

  /** All of them, newest first. */
  newest(): readonly RunSummary[] {
    return this.byTime.of("");
  }

  /** Takes over what the service says now. An answer that is older than what we know is dropped. */
  apply(runs: readonly RunSummary[]): void {
    const steps: RunStep[] = [];
    const notes = new ChangeNotes();
    for (const now of runs) {
      const before = this.byId.get(now.id);
      if (before && (isOlder(now, before) || isDeepStrictEqual(now, before))) continue;
      this.byId.set(now.id, now);
      this.step({ before, now }, steps, notes);
    }
    this.announce(steps, notes);
  }

  /** For runs that the service does not know any more. */
  forget(ids: readonly string[]): void {
    const steps: RunStep[] = [];
    const notes = new ChangeNotes();
    for (const id of ids) {
      const before = this.byId.get(id);
      if (!before) continue;
      this.byId.delete(id);
      this.step({ before, now: undefined }, steps, notes);
    }
    this.announce(steps, notes);
  }

  dispose(): void {
    this.changed.dispose();
  }

  private step(step: RunStep, steps: RunStep[], notes: ChangeNotes): void {
    steps.push(step);
    this.byStatus.replace(step.before, step.now, notes);
    this.byTime.replace(step.before, step.now, new ChangeNotes());
  }

  private announce(steps: readonly RunStep[], { ids, groups, hasMoved }: ChangeNotes): void {
    if (steps.length > 0) this.changed.fire({ changed: [...ids], groups, hasMoved, steps });
  }
}

/** Whole seconds only: servers differ in precision, and a tie goes to the answer that came later, unless the run had ended by then. */
function isOlder(run: RunSummary, known: RunSummary): boolean {
  const ahead = Math.floor(Date.parse(run.updated_at) / 1000) - Math.floor(Date.parse(known.updated_at) / 1000);
  return ahead < 0 || (ahead === 0 && activeStatuses.some(status => status === run.status) && !isActive(known.status));
}

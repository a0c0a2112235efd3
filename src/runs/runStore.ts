import { isDeepStrictEqual } from "node:util";
import type { RunSummary } from "../api/schemas/run.ts";
import type { RunStatus } from "../api/schemas/runStatus.ts";
import { type Disposable, Emitter } from "../base/events.ts";
import { compareStatuses } from "./status.ts";

export interface RunsChange {
  /** Runs that read differently now. */
  readonly changed: readonly string[];
  /** Groups that gained or lost a run. */
  readonly groups: ReadonlySet<RunStatus>;
  /** Whether a run went from one group to another, or a group came or went. */
  readonly hasMoved: boolean;
}

/** The runs we know, by status and newest first. It fires only when a reader could notice. */
export class RunStore implements Disposable {
  private readonly changed = new Emitter<RunsChange>();
  readonly onDidChange = this.changed.event;
  private readonly byId = new Map<string, RunSummary>();
  private readonly byStatus = new Map<RunStatus, RunSummary[]>();

  get size(): number {
    return this.byId.size;
  }

  get(id: string): RunSummary | undefined {
    return this.byId.get(id);
  }

  /** Only statuses that have runs, in the order in which they are shown. */
  statuses(): RunStatus[] {
    return [...this.byStatus.keys()].toSorted(compareStatuses);
  }

  /** Newest first. */
  ofStatus(status: RunStatus): readonly RunSummary[] {
    return this.byStatus.get(status) ?? [];
  }

  /** Takes over what the service says now. An answer that is older than what we know is dropped. */
  apply(runs: readonly RunSummary[]): void {
    const change = new ChangeNotes();
    for (const run of runs) {
      const known = this.byId.get(run.id);
      if (known && (isOlder(run, known) || isDeepStrictEqual(run, known))) continue;
      this.put(run, known, change);
    }
    this.announce(change);
  }

  /** For runs that the service does not know any more. */
  forget(ids: readonly string[]): void {
    const change = new ChangeNotes();
    for (const id of ids) {
      const known = this.byId.get(id);
      if (!known) continue;
      this.byId.delete(id);
      this.take(known, change);
      change.ids.add(id);
    }
    this.announce(change);
  }

  dispose(): void {
    this.changed.dispose();
  }

  private put(run: RunSummary, known: RunSummary | undefined, change: ChangeNotes): void {
    this.byId.set(run.id, run);
    change.ids.add(run.id);
    const group = this.byStatus.get(run.status);
    if (known && group && known.status === run.status && known.created_at === run.created_at) {
      group[placeOf(group, known)] = run;
      return;
    }
    if (known) {
      this.take(known, change);
      change.hasMoved = true;
    }
    this.insert(run, change);
  }

  private insert(run: RunSummary, change: ChangeNotes): void {
    const group = this.byStatus.get(run.status);
    if (group) group.splice(placeOf(group, run), 0, run);
    else {
      this.byStatus.set(run.status, [run]);
      change.hasMoved = true;
    }
    change.groups.add(run.status);
  }

  private take(run: RunSummary, change: ChangeNotes): void {
    const group = this.byStatus.get(run.status) ?? [];
    group.splice(placeOf(group, run), 1);
    change.groups.add(run.status);
    if (group.length > 0) return;
    this.byStatus.delete(run.status);
    change.hasMoved = true;
  }

  private announce({ ids, groups, hasMoved }: ChangeNotes): void {
    if (ids.size > 0) this.changed.fire({ changed: [...ids], groups, hasMoved });
  }
}

class ChangeNotes {
  readonly ids = new Set<string>();
  readonly groups = new Set<RunStatus>();
  hasMoved = false;
}

/** Whole seconds only: servers differ in precision, and a tie goes to the answer that came later. */
function isOlder(run: RunSummary, known: RunSummary): boolean {
  return Math.floor(Date.parse(run.updated_at) / 1000) < Math.floor(Date.parse(known.updated_at) / 1000);
}

/** Where the run stands or would stand among runs that are sorted newest first. */
function placeOf(group: readonly RunSummary[], run: RunSummary): number {
  let low = 0;
  let high = group.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = group[middle];
    if (other && comesBefore(other, run)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function comesBefore(a: RunSummary, b: RunSummary): boolean {
  const aheadMs = createdMs(a) - createdMs(b);
  return aheadMs === 0 ? a.id > b.id : aheadMs > 0;
}

/** Servers leave out the zeros of a second, so the texts do not sort. What cannot be read counts as oldest. */
function createdMs(run: RunSummary): number {
  return Date.parse(run.created_at) || 0;
}

import type { RunSummary } from "../../api/schemas/run.ts";

/** What readers of groups must know of a change. */
export class ChangeNotes {
  /** Runs that read differently now. */
  readonly ids = new Set<string>();
  /** Groups that gained or lost a run. */
  readonly groups = new Set<string>();
  /** Whether a run went from one group to another, or a group came or went. */
  hasMoved = false;
}

/** Runs in groups, each newest first. A run without a group is not in it. */
export class RunIndex {
  private readonly groupOf: (run: RunSummary) => string | undefined;
  private readonly groups = new Map<string, RunSummary[]>();

  constructor(groupOf: (run: RunSummary) => string | undefined) {
    this.groupOf = groupOf;
  }

  /** Only groups that have runs. */
  keys(): string[] {
    return [...this.groups.keys()];
  }

  /** How many groups there are. */
  get size(): number {
    return this.groups.size;
  }

  of(key: string): readonly RunSummary[] {
    return this.groups.get(key) ?? [];
  }

  /** Many at once, newest first, into an index that is empty. */
  fill(runs: readonly RunSummary[]): void {
    for (const run of runs) {
      const key = this.groupOf(run);
      if (key === undefined) continue;
      const group = this.groups.get(key);
      if (group) group.push(run);
      else this.groups.set(key, [run]);
    }
  }

  /** Takes over one run that was like this, or not there, and is like that now, or gone. */
  replace(before: RunSummary | undefined, now: RunSummary | undefined, notes: ChangeNotes): void {
    const from = before && this.groupOf(before);
    const to = now && this.groupOf(now);
    if (before && from !== undefined) notes.ids.add(before.id);
    if (now && to !== undefined) notes.ids.add(now.id);
    if (before && now && from !== undefined && from === to && before.created_at === now.created_at) {
      this.overwrite(from, before, now);
      return;
    }
    if (before && from !== undefined) this.take(from, before, notes);
    if (now && to !== undefined) this.insert(to, now, notes);
    if (from !== undefined && to !== undefined) notes.hasMoved = true;
  }

  private overwrite(key: string, before: RunSummary, now: RunSummary): void {
    const group = this.groups.get(key) ?? [];
    group[placeOf(group, before)] = now;
  }

  private insert(key: string, run: RunSummary, notes: ChangeNotes): void {
    const group = this.groups.get(key);
    if (group) group.splice(placeOf(group, run), 0, run);
    else {
      this.groups.set(key, [run]);
      notes.hasMoved = true;
    }
    notes.groups.add(key);
  }

  private take(key: string, run: RunSummary, notes: ChangeNotes): void {
    const group = this.groups.get(key) ?? [];
    group.splice(placeOf(group, run), 1);
    notes.groups.add(key);
    if (group.length > 0) return;
    this.groups.delete(key);
    notes.hasMoved = true;
  }
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

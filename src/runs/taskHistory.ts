import type { RunSummary } from "../api/schemas/run.ts";

/** More than is shown or counted is not kept. */
const keptPerTask = 30;

/** The recent runs of each task, gathered from wherever they turn up. */
export class TaskHistory {
  private readonly byTask = new Map<string, readonly RunSummary[]>();

  /** Newest first. */
  of(task: string): readonly RunSummary[] {
    return this.byTask.get(task) ?? [];
  }

  /** Tells for which tasks there is something new. */
  learn(runs: readonly RunSummary[]): string[] {
    return [...Map.groupBy(runs, run => run.task_id)].flatMap(([task, own]) => (this.add(task, own) ? [task] : []));
  }

  private add(task: string, runs: readonly RunSummary[]): boolean {
    const before = this.of(task);
    const byId = new Map(before.map(run => [run.id, run]));
    for (const run of runs) {
      const known = byId.get(run.id);
      if (!known || run.updated_at >= known.updated_at) byId.set(run.id, run);
    }
    const now = [...byId.values()].toSorted((a, b) => b.created_at.localeCompare(a.created_at)).slice(0, keptPerTask);
    this.byTask.set(task, now);
    return now.length !== before.length || now.some((run, index) => !isSame(run, before[index]));
  }
}

function isSame(a: RunSummary, b: RunSummary | undefined): boolean {
  return a.id === b?.id && a.status === b.status && a.result === b.result && a.updated_at === b.updated_at;
}

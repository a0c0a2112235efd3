import type { Clock } from "../../base/clock.ts";
import type { KnownRunStatus } from "../../api/schemas/runStatus.ts";
import { runSummary } from "../events/summaries.ts";
import type { RunRow } from "../store/rows.ts";
import type { Store } from "../store/store.ts";
import { followLogin } from "./logins.ts";
import { followRun } from "./sessions.ts";
import { canMove, isFinal } from "./transitions.ts";

export type RunChanges = Partial<Pick<RunRow, "result" | "output" | "errors" | "interaction" | "progress" | "reply" | "answer_by">>;

/** The run is not in a status from which it could go there. */
export class ForbiddenTransition extends Error {
  readonly from: KnownRunStatus;

  constructor(id: string, from: KnownRunStatus, to: KnownRunStatus) {
    super(`${id} is ${from} and cannot become ${to}`);
    this.from = from;
  }
}

/** The one place where the status of a run changes: the row, its session and its event in one transaction. */
export class Lifecycle {
  private readonly store: Store;
  private readonly clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.store = store;
    this.clock = clock;
  }

  move(id: string, to: KnownRunStatus, changes: RunChanges = {}): RunRow {
    return this.store.transaction(() => {
      const run = this.read(id);
      if (!canMove(run.status, to)) throw new ForbiddenTransition(id, run.status, to);
      const at = this.clock.now();
      this.store.runs.update(id, { ...changes, ...this.consequences(run, to, at), status: to, updated_at: at });
      const moved = this.read(id);
      this.store.addEvent(`task_run.${to}`, at, runSummary(moved));
      followRun(this.store, moved, at);
      followLogin(this.store, moved, at);
      return moved;
    });
  }

  read(id: string): RunRow {
    const run = this.store.runs.get(id);
    if (!run) throw new Error(`${id} is not in the store`);
    return run;
  }

  private consequences(run: RunRow, to: KnownRunStatus, at: number): Partial<RunRow> {
    const started = to === "running" && run.started_at === null ? { started_at: at } : {};
    const asking = to === "interaction_required" ? {} : { interaction: null, answer_by: null };
    // What people answered, and what is tokenized, is kept no longer than the agent may need it.
    const ended = isFinal(to) ? { ended_at: at, progress: null, reply: null, tokens: null } : {};
    return { ...started, ...asking, ...ended };
  }
}

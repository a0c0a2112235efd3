import type { Clock } from "../../base/clock.ts";
import type { Disposable } from "../../base/events.ts";
import type { SessionRow } from "../store/rows.ts";
import type { Store } from "../store/store.ts";
import { moveSession } from "./sessions.ts";
import { unfinished } from "./transitions.ts";

/** What a sandbox is taken up by. */
const provisioned = "('running', 'idle', 'completing')";
const open = "('queued', 'running', 'idle', 'completing')";
/** At once; the rest follows in the next turn. */
const atOnce = 100;

export interface KeeperParts {
  readonly store: Store;
  readonly clock: Clock;
  /** How long a session may be without a run. */
  readonly idleMs: number;
  /** How long one takes to shut down once its runs are over. */
  readonly shutdownMs: number;
  readonly cancelRun: (id: string) => void;
  /** A session is over, and another one may take its place. */
  readonly onOver: () => void;
}

/** Ends sessions: when they are told to, and when nothing has been going on in them for long. One timer for all. */
export class SessionKeeper {
  private readonly parts: KeeperParts;
  private next: { readonly at: number; readonly timer: Disposable } | undefined;

  constructor(parts: KeeperParts) {
    this.parts = parts;
  }

  /** Those that count against the limit of the service. */
  openCount(): number {
    return this.parts.store.sessions.count(`WHERE status IN ${open}`);
  }

  provisionedCount(): number {
    return this.parts.store.sessions.count(`WHERE status IN ${provisioned}`);
  }

  /** Shuts a session down and cancels its runs; `completed` once they are over. */
  end(session: SessionRow): SessionRow {
    const { store, clock, cancelRun } = this.parts;
    const ending = store.transaction(() => {
      const moved = moveSession(store, session, "completing", clock.now());
      const runs = store.runs.select(`WHERE session_id = ? AND ${unfinished} AND status <> 'canceling'`, [session.id]);
      for (const run of runs) cancelRun(run.id);
      return moved;
    });
    this.watch();
    return ending;
  }

  /** So many others wait for a place: those that have been idle longest are ended, unless enough are about to go. */
  giveWay(count: number): void {
    const going = count > 0 ? this.parts.store.sessions.count("WHERE status = 'completing'") : 0;
    if (count > going) for (const session of this.quiet("idle", count - going)) this.end(session);
  }

  /** Sets the timer for whichever session is due next. */
  watch(): void {
    const { clock, idleMs, shutdownMs } = this.parts;
    const idle = this.quiet("idle", 1).map(session => session.updated_at + idleMs);
    const ending = this.quiet("completing", 1).map(session => session.updated_at + shutdownMs);
    const due = Math.min(...idle, ...ending);
    if (due === Infinity || (this.next && this.next.at <= due)) return;
    this.next?.timer.dispose();
    this.next = { at: due, timer: clock.after(Math.max(0, due - clock.now()), () => this.endDue()) };
  }

  stop(): void {
    this.next?.timer.dispose();
    this.next = undefined;
  }

  private endDue(): void {
    const { store, clock, idleMs, shutdownMs, onOver } = this.parts;
    this.next = undefined;
    const now = clock.now();
    for (const session of this.quiet("completing", atOnce)) {
      if (session.updated_at + shutdownMs > now) continue;
      store.transaction(() => moveSession(store, session, "completed", now));
      onOver();
    }
    for (const session of this.quiet("idle", atOnce)) if (session.updated_at + idleMs <= now) this.end(session);
    this.watch();
  }

  /** Those without a run that goes on or waits, longest in that status first. */
  private quiet(status: "idle" | "completing", limit: number): SessionRow[] {
    return this.parts.store.sessions.select(
      `WHERE status = ? AND NOT EXISTS (SELECT 1 FROM runs WHERE session_id = sessions.id AND runs.${unfinished})
       ORDER BY updated_at, seq LIMIT ?`,
      [status, limit],
    );
  }
}

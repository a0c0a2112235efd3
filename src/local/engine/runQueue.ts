/** A queued run, as far as its turn depends on it. */
export interface QueuedRun {
  readonly id: string;
  readonly session_id: string;
  readonly created_at: number;
  readonly seq: number;
}

/**
 * The queued runs in the order of asking. Each is looked at once when its turn comes, and once more when what held it
 * up is free: the time for a run does not grow with their number.
 */
export class RunQueue {
  private line: QueuedRun[] = [];
  private head = 0;
  /** By what holds them up, each in the order of asking. */
  private readonly heldUp = new Map<string, QueuedRun[]>();
  /** Those that were held up and need not be any longer; the oldest one last. */
  private readonly freed: QueuedRun[] = [];

  /** Keeps of it only what is said above: what else a run has may be large. */
  add({ id, session_id, created_at, seq }: QueuedRun): void {
    this.line.push({ id, session_id, created_at, seq });
  }

  /** The oldest one that was created up to then and that nothing holds up. `obstacle` names what is in the way. */
  take(createdUpTo: number, obstacle: (run: QueuedRun) => string | undefined): QueuedRun | undefined {
    for (let run = this.next(); run && run.created_at <= createdUpTo; run = this.next()) {
      this.drop(run);
      const key = obstacle(run);
      if (key === undefined) return run;
      this.hold(key, run);
    }
    return undefined;
  }

  /** What held up runs is free for one more: the oldest of them is considered again. */
  free(key: string): void {
    const held = this.heldUp.get(key);
    const run = held?.shift();
    if (held?.length === 0) this.heldUp.delete(key);
    if (!run) return;
    const place = this.freed.findIndex(other => isBefore(other, run));
    this.freed.splice(place === -1 ? this.freed.length : place, 0, run);
  }

  heldUpBy(key: string): number {
    return this.heldUp.get(key)?.length ?? 0;
  }

  /** When the one was created whose turn it is next, whether or not it is held up. */
  get nextCreatedAt(): number | undefined {
    return this.next()?.created_at;
  }

  private next(): QueuedRun | undefined {
    const first = this.line[this.head];
    const freed = this.freed.at(-1);
    return freed && (!first || isBefore(freed, first)) ? freed : first;
  }

  private drop(run: QueuedRun): void {
    if (this.freed.at(-1) === run) {
      this.freed.pop();
      return;
    }
    this.head += 1;
    // Now and then, so that taking one costs the same however long the line is.
    if (this.head > 1000 && this.head * 2 > this.line.length) {
      this.line = this.line.slice(this.head);
      this.head = 0;
    }
  }

  private hold(key: string, run: QueuedRun): void {
    const held = this.heldUp.get(key);
    if (!held) {
      this.heldUp.set(key, [run]);
      return;
    }
    // One that is held up once more keeps its place; most are the last.
    const place = held.findLastIndex(other => isBefore(other, run));
    held.splice(place + 1, 0, run);
  }
}

function isBefore(one: QueuedRun, other: QueuedRun): boolean {
  return one.created_at === other.created_at ? one.seq < other.seq : one.created_at < other.created_at;
}

import type { RunSummary } from "../../../src/api/schemas/run.ts";
import type { Page } from "../../../src/api/schemas/wire.ts";
import type { RunSource } from "../../../src/runs/feed/runSource.ts";

type Query = Parameters<RunSource["runs"]>[0];

/** The service's runs in memory, newest first, with a record of every question. */
export class FakeSource implements RunSource {
  /** Each question in a line, such as "queued,running limit 100" or "find a". */
  readonly asked: string[] = [];
  failure: Error | undefined;
  /** Only questions that begin like this fail. */
  failAt: string | undefined;
  /** Answers even a caller that has stopped waiting. */
  isDeaf = false;
  private readonly byId = new Map<string, RunSummary>();
  private gate: Promise<void> | undefined;

  set(...runs: readonly RunSummary[]): void {
    for (const run of runs) this.byId.set(run.id, run);
  }

  remove(id: string): void {
    this.byId.delete(id);
  }

  /** Keeps all further answers back until the returned function is called. They say what is true by then. */
  hold(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.gate = promise;
    return () => {
      this.gate = undefined;
      resolve();
    };
  }

  async runs({ status, limit, cursor, ...rest }: Query, signal: AbortSignal): Promise<Page<RunSummary>> {
    const others = Object.entries(rest).map(([name, value]) => ` ${name} ${String(value)}`);
    await this.take(`${status?.join(",") ?? "newest"}${others.join("")}${cursor ? ` from ${cursor}` : ""} limit ${limit}`, signal);
    const all = [...this.byId.values()].filter(run => (!status || status.includes(run.status)) && isAmong(run, rest));
    const sorted = all.toSorted((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at) || (a.id < b.id ? 1 : -1));
    const after = cursor ? sorted.filter(run => run.id < cursor) : sorted;
    const data = after.slice(0, limit);
    const isLast = data.length === after.length;
    return { data, has_more: !isLast, next_cursor: isLast ? null : (data.at(-1)?.id ?? null) };
  }

  async findRun(id: string, signal: AbortSignal): Promise<RunSummary | undefined> {
    await this.take(`find ${id}`, signal);
    return this.byId.get(id);
  }

  private async take(question: string, signal: AbortSignal): Promise<void> {
    this.asked.push(question);
    await this.gate;
    if (!this.isDeaf) signal.throwIfAborted();
    if (this.failure) throw this.failure;
    if (this.failAt && question.startsWith(this.failAt)) throw new Error("no network");
  }
}

/** As documented: dates leave out the moment itself. */
function isAmong(run: RunSummary, { task_id, created_after, created_before }: Omit<Query, "limit">): boolean {
  const created = Date.parse(run.created_at);
  const isInTime = !(created <= Date.parse(created_after ?? "")) && !(created >= Date.parse(created_before ?? ""));
  return isInTime && (task_id === undefined || task_id === run.task_id);
}

import type { RunSummary } from "../api/schemas/run.ts";
import type { RunStatus } from "../api/schemas/runStatus.ts";
import type { Page } from "../api/schemas/wire.ts";
import type { Clock } from "../base/clock.ts";
import { type Disposable, Emitter } from "../base/events.ts";
import type { Attention } from "./attention.ts";
import type { RunFilter, RunsQuestion } from "./runFilter.ts";
import { nextCursor, RunPages } from "./runPages.ts";
import type { RunStore } from "./runStore.ts";
import { Singles } from "./singles.ts";
import { activeStatuses, finishedStatuses, isActive, isKnown } from "./status.ts";
import { nextDelay } from "./watchPlan.ts";

/** Where runs come from; a page of them is at most `limit` long. */
export interface RunSource {
  runs(question: RunsQuestion & { limit: number; cursor?: string }, signal: AbortSignal): Promise<Page<RunSummary>>;
  /** Undefined if the service does not know it (any more). */
  findRun(id: string, signal: AbortSignal): Promise<RunSummary | undefined>;
}

export type FeedState =
  | { readonly kind: "loading" }
  | { readonly kind: "fresh" }
  /** What is shown was true at `since`; undefined if nothing was ever read. */
  | { readonly kind: "stale"; readonly since: number | undefined; readonly error: unknown };

export interface RunFeedOptions {
  readonly source: RunSource;
  readonly store: RunStore;
  readonly attention: Attention;
  readonly clock: Clock;
  /** Called with what is about to be shown, so that names can be looked up first. */
  readonly prepare: (runs: readonly RunSummary[], signal: AbortSignal) => Promise<void>;
}

const pageSize = 20;
const largePageSize = 100;
/** More new runs than this between two questions are not expected; beyond that the groups begin anew with their own pages. */
const maxNewPages = 5;

/** Changes that are told one after the other are asked for together. */
const hearMs = 50;
/** So many runs are asked for one by one; more are read from a page. */
const maxHeardSingly = 2;

/** Keeps the store true: a page of the newest runs each time, and the active ones only when that page does not show them all. */
export class RunFeed implements Disposable {
  private readonly changed = new Emitter<FeedState>();
  readonly onDidChangeState = this.changed.event;
  /** The finished groups; of active runs all are here. */
  readonly ofStatus: ReadonlyMap<RunStatus, RunPages>;
  private current: FeedState = { kind: "loading" };
  private readonly options: RunFeedOptions;
  private readonly stopped = new AbortController();
  private readonly wakeUp: Disposable;
  private timer: Disposable | undefined;
  private asking: Promise<void> | undefined;
  private failures = 0;
  private answeredAt: number | undefined;
  private readonly singles = new Singles();
  private isPushed = false;
  private readonly heard = new Set<string>();
  private hearing: Disposable | undefined;
  /** What was asked for besides, by those who show less than everything. */
  private readonly others = new Set<RunPages>();

  constructor(options: RunFeedOptions) {
    this.options = options;
    this.ofStatus = new Map(finishedStatuses.map(status => [status, this.pagesOf({ status: [status] }, pageSize)]));
    this.wakeUp = options.attention.onDidBegin(() => void this.refresh());
  }

  get state(): FeedState {
    return this.current;
  }

  /** Asks now, and from then on by itself. Never rejects: a failure is a state. */
  async refresh(): Promise<void> {
    // An answer that is under way may be older than the act that wants to see its effect.
    await this.asking;
    this.asking ??= this.ask().finally(() => (this.asking = undefined));
    return this.asking;
  }

  /** Whether changes are told by `hear`, and arrive: then asking slows down. Where that ends it takes over at once. */
  setPushed(isHealthy: boolean): void {
    if (this.isPushed === isHealthy) return;
    this.isPushed = isHealthy;
    void this.refresh();
  }

  /** Somebody told that these runs began or changed: they are read a moment later, together. */
  hear(runIds: readonly string[]): void {
    for (const id of runIds) this.heard.add(id);
    this.hearing ??= this.options.clock.after(hearMs, () => {
      this.hearing = undefined;
      void this.readHeard();
    });
  }

  /** Pages of what matches a filter, kept free of gaps until they are closed. Nothing is asked before they begin. */
  open(filter: RunFilter, limit = pageSize): RunPages {
    const pages = this.pagesOf(filter, limit);
    this.others.add(pages);
    return pages;
  }

  close(pages: RunPages): void {
    this.others.delete(pages);
  }

  dispose(): void {
    this.stopped.abort();
    this.timer?.dispose();
    this.hearing?.dispose();
    this.wakeUp.dispose();
    this.changed.dispose();
  }

  private async ask(): Promise<void> {
    if (this.stopped.signal.aborted) return;
    this.timer?.dispose();
    try {
      this.become(await this.read());
    } finally {
      this.askLater();
    }
  }

  private async readHeard(): Promise<void> {
    const ids = [...this.heard];
    this.heard.clear();
    if (ids.length > maxHeardSingly) return this.refresh();
    try {
      await Promise.all(ids.map(id => this.readOne(id)));
    } catch {
      await this.refresh(); // which tells what is wrong
    }
  }

  private async read(): Promise<FeedState> {
    try {
      await (this.answeredAt === undefined ? this.readAll() : this.readNews());
      this.failures = 0;
      this.answeredAt = this.options.clock.now();
      return { kind: "fresh" };
    } catch (error) {
      this.failures += 1;
      return { kind: "stale", since: this.answeredAt, error };
    }
  }

  private askLater(): void {
    if (this.stopped.signal.aborted) return;
    const { attention, store, clock } = this.options;
    const ms = nextDelay({
      isWatched: attention.isWatched,
      hasActive: store.statuses().some(isActive),
      isPushed: this.isPushed,
      failures: this.failures,
    });
    this.timer = clock.after(ms, () => void this.refresh());
  }

  private become(state: FeedState): void {
    if (this.stopped.signal.aborted) return;
    const isNews = state.kind !== this.current.kind || state.kind === "stale";
    this.current = state;
    if (isNews) this.changed.fire(state);
  }

  private async readAll(): Promise<void> {
    await this.readGroups();
    // For runs in a status that we do not know to ask for.
    const { runs } = await this.askNewest();
    await this.take(runs);
  }

  private async readGroups(): Promise<void> {
    const others = [...this.others].filter(pages => pages.isBegun);
    await Promise.all([this.readActive(), ...[...this.ofStatus.values(), ...others].map(pages => pages.begin())]);
  }

  private async readNews(): Promise<void> {
    const { runs, hasGap } = await this.askNewest();
    // First, as a gap is no longer to be seen once its upper end is known.
    if (hasGap) await this.readGroups();
    await this.take(runs);
    const seen = new Set(runs.map(run => run.id));
    const unseen = this.active().filter(run => !seen.has(run.id));
    const active = unseen.some(run => isKnown(run.status)) ? await this.readActive() : new Set<string>();
    await this.readLost(unseen.filter(run => !active.has(run.id)));
  }

  /** Runs that went on when last heard of, and are no longer among those that do. */
  private async readLost(lost: readonly RunSummary[]): Promise<void> {
    const ids = this.singles.choose(lost, this.options.clock.now());
    // After a sleep there may be hundreds, which mostly lie side by side.
    if (lost.length > ids.length) await this.readFinished(lost.filter(run => isKnown(run.status)));
    await Promise.all(ids.filter(id => isActive(this.options.store.get(id)?.status ?? "completed")).map(id => this.readOne(id)));
  }

  /** A page of what has ended among runs as old as these. */
  private async readFinished(runs: readonly RunSummary[]): Promise<void> {
    const times = runs.map(run => Date.parse(run.created_at)).filter(ms => !Number.isNaN(ms));
    if (times.length === 0) return;
    const [oldest, newest] = [times.reduce((a, b) => Math.min(a, b)), times.reduce((a, b) => Math.max(a, b))];
    // Whole seconds on both sides: the service leaves out the moments themselves, and may write them shorter than it has them.
    const around = { created_after: new Date(oldest - 1000).toISOString(), created_before: new Date(newest + 1000).toISOString() };
    await this.readPage({ status: finishedStatuses, ...around, limit: largePageSize });
  }

  /** Page after page, until one ends with a run that we knew: a known one further up may have been started here. */
  private async askNewest(): Promise<{ runs: readonly RunSummary[]; hasGap: boolean }> {
    const { source, store } = this.options;
    const runs: RunSummary[] = [];
    let cursor: string | undefined;
    for (let pages = 0; pages < maxNewPages; pages++) {
      const page = await source.runs({ limit: pageSize, ...(cursor ? { cursor } : {}) }, this.stopped.signal);
      runs.push(...page.data);
      cursor = nextCursor(page, cursor);
      const last = runs.at(-1);
      if (!cursor || (last && store.get(last.id))) return { runs, hasGap: false };
    }
    return { runs, hasGap: true };
  }

  private async readActive(): Promise<ReadonlySet<string>> {
    const seen = new Set<string>();
    let cursor: string | undefined;
    do {
      const page = await this.readPage({ status: activeStatuses, limit: largePageSize, ...(cursor ? { cursor } : {}) });
      for (const run of page.data) seen.add(run.id);
      cursor = nextCursor(page, cursor);
    } while (cursor);
    return seen;
  }

  private pagesOf(filter: RunFilter, limit: number): RunPages {
    const { clock, source } = this.options;
    return new RunPages({
      filter,
      limit,
      now: () => clock.now(),
      ask: question => source.runs(question, this.stopped.signal),
      take: runs => this.take(runs),
    });
  }

  private async readPage(question: Parameters<RunSource["runs"]>[0]): Promise<Page<RunSummary>> {
    const page = await this.options.source.runs(question, this.stopped.signal);
    await this.take(page.data);
    return page;
  }

  private async readOne(id: string): Promise<void> {
    const run = await this.options.source.findRun(id, this.stopped.signal);
    if (run) await this.take([run]);
    else this.options.store.forget([id]);
  }

  private async take(runs: readonly RunSummary[]): Promise<void> {
    await this.options.prepare(runs, this.stopped.signal);
    if (!this.stopped.signal.aborted) this.options.store.apply(runs);
  }

  private active(): RunSummary[] {
    const { store } = this.options;
    return store.statuses().filter(isActive).flatMap(status => store.ofStatus(status));
  }
}

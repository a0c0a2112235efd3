import type { RunSummary } from "../../api/schemas/run.ts";
import type { RunStatus } from "../../api/schemas/runStatus.ts";
import type { Page } from "../../api/schemas/wire.ts";
import type { Clock } from "../../base/clock.ts";
import { activeStatuses, finishedStatuses, isActive, isKnown } from "../status.ts";
import type { RunFilter } from "../store/runFilter.ts";
import type { RunStore } from "../store/runStore.ts";
import { beforeAll, isAfter, type Mark, reaches } from "./mark.ts";
import { nextCursor, type PagePlace, RunPages } from "./runPages.ts";
import type { RunSource } from "./runSource.ts";
import { Singles } from "./singles.ts";

export interface RunReaderOptions {
  readonly source: RunSource;
  readonly store: RunStore;
  readonly clock: Clock;
  /** Called with what is about to be shown, so that names can be looked up first. */
  readonly prepare: (runs: readonly RunSummary[], signal: AbortSignal) => Promise<void>;
}

const pageSize = 20;
const largePageSize = 100;
/** So long after a run has ended the newest are read by a page that has all that go on, if there is one. */
const busyMs = 60_000;
/** For runs that begin before that page is read again. */
const roomForNew = 10;
/** More new runs than this between two questions are not expected; beyond that the groups begin anew with their own pages. */
const maxNewPages = 5;
const maxGone = 200;

/** Reads runs into the store, with as few questions as will do. */
export class RunReader {
  /** The finished groups; of active runs all are here. */
  readonly ofStatus: ReadonlyMap<RunStatus, RunPages>;
  /** How many questions the rounds have cost so far. */
  questions = 0;
  private readonly options: RunReaderOptions;
  private readonly signal: AbortSignal;
  private readonly singles = new Singles();
  /** What was asked for besides, by those who show less than everything. */
  private readonly others = new Set<RunPages>();
  private top: Mark | undefined;
  /** What the last page of the newest runs had on it, and when that was. */
  private newest: ReadonlySet<string> = new Set();
  private newestAt = -Infinity;
  private largeAt = -Infinity;
  private endedAt = -Infinity;
  private confirmed = new Set<string>();
  private missing: string[] = [];

  constructor(options: RunReaderOptions, signal: AbortSignal) {
    this.options = options;
    this.signal = signal;
    this.ofStatus = new Map(finishedStatuses.map(status => [status, this.pagesOf({ status: [status] }, pageSize)]));
  }

  /** Undefined until the newest runs were read for the first time. */
  get mark(): Mark | undefined {
    return this.top;
  }

  /** Runs that turned out to be unknown to the service, the last of them. */
  get gone(): readonly string[] {
    return this.missing;
  }

  /** How far each finished group has got. */
  get places(): Readonly<Record<string, PagePlace>> {
    return Object.fromEntries([...this.ofStatus].flatMap(([status, { place }]) => (place ? [[status, place]] : [])));
  }

  /** From where somebody else has got to. */
  continueFrom(mark: Mark, places: Readonly<Record<string, PagePlace>>): void {
    this.top = mark;
    for (const [status, place] of Object.entries(places)) this.ofStatus.get(status)?.continueFrom(place);
  }

  open(filter: RunFilter, limit = pageSize): RunPages {
    const pages = this.pagesOf(filter, limit);
    this.others.add(pages);
    return pages;
  }

  close(pages: RunPages): void {
    this.others.delete(pages);
  }

  /** The first look. What was known before, such as from the last time, and is not found again is forgotten. */
  async readAll(): Promise<void> {
    const before = this.options.store.newest().map(run => run.id);
    this.confirmed = new Set();
    await this.readGroups();
    // For runs in a status that we do not know to ask for.
    await this.readNewest();
    if (!this.signal.aborted) this.options.store.forget(before.filter(id => !this.confirmed.has(id)));
  }

  /**
   * A page of the newest runs shows what is new and what has changed, if all that go on are on it. Where they are not, the
   * list of those that go on shows both, and the newest are read only now and then: for runs that came and went unseen.
   * Each end costs one more question then, so that where runs end again and again a larger page is the cheaper way.
   */
  async readNews(newestEveryMs: number): Promise<void> {
    const now = this.options.clock.now();
    const before = this.active();
    const hasUnseen = before.some(run => isKnown(run.status) && !this.newest.has(run.id) && !this.isNew(run));
    const canWiden = now - this.endedAt < busyMs && (!hasUnseen || now - this.largeAt >= newestEveryMs);
    const size = canWiden ? this.coveringSize(hasUnseen) : pageSize;
    const isDue = size > pageSize || now - this.newestAt >= newestEveryMs;
    const seen = isDue || !hasUnseen ? await this.readNewest(size) : new Set<string>();
    const unseen = this.active().filter(run => !seen.has(run.id));
    const active = unseen.some(run => isKnown(run.status)) ? await this.readActive() : new Set<string>();
    await this.readLost(unseen.filter(run => !active.has(run.id)));
    if (before.some(({ id }) => !isActive(this.options.store.get(id)?.status ?? "completed"))) this.endedAt = now;
  }

  /** Single runs; what the service does not know (any more) is forgotten. */
  async readEach(ids: readonly string[]): Promise<void> {
    await Promise.all(ids.map(id => this.readOne(id)));
  }

  /** Runs of which somebody has heard, most of them among the newest. Returns those that were not. */
  async readAmongNewest(ids: readonly string[]): Promise<string[]> {
    const { data } = await this.readPage({ limit: ids.length <= pageSize / 2 ? pageSize : largePageSize });
    const seen = new Set(data.map(run => run.id));
    return ids.filter(id => !seen.has(id));
  }

  private async readGroups(): Promise<void> {
    const others = [...this.others].filter(pages => pages.isBegun);
    await Promise.all([this.readActive(), ...[...this.ofStatus.values(), ...others].map(pages => pages.begin())]);
  }

  private async readNewest(size = pageSize): Promise<ReadonlySet<string>> {
    const { runs, hasGap } = await this.askNewest(size);
    if (hasGap) await this.readGroups();
    await this.take(runs);
    // Only now: had anything failed on the way, the next round would begin from the same place.
    this.top = runs[0] ?? this.top ?? beforeAll;
    this.newest = new Set(runs.map(run => run.id));
    this.newestAt = this.options.clock.now();
    if (size > pageSize) this.largeAt = this.newestAt;
    return this.newest;
  }

  /** Page after page, until one reaches what was the newest run the last time. */
  private async askNewest(limit: number): Promise<{ runs: readonly RunSummary[]; hasGap: boolean }> {
    const runs: RunSummary[] = [];
    let cursor: string | undefined;
    for (let pages = 0; pages < maxNewPages; pages++) {
      const page = await this.ask({ limit, ...(cursor ? { cursor } : {}) });
      runs.push(...page.data);
      cursor = nextCursor(page, cursor);
      if (!cursor || !this.top || reaches(page.data, this.top)) return { runs, hasGap: false };
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

  /** Runs that went on when last heard of, and are no longer among those that do. */
  private async readLost(lost: readonly RunSummary[]): Promise<void> {
    const ids = this.singles.choose(lost, this.options.clock.now());
    // They mostly lie side by side; after a sleep there may be hundreds.
    const known = lost.filter(run => isKnown(run.status));
    if (known.length > 1) await this.readFinished(known);
    await this.readEach(ids.filter(id => isActive(this.options.store.get(id)?.status ?? "completed")));
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

  private pagesOf(filter: RunFilter, limit: number): RunPages {
    const { clock, source } = this.options;
    return new RunPages({
      filter,
      limit,
      now: () => clock.now(),
      ask: question => source.runs(question, this.signal),
      take: runs => this.take(runs),
    });
  }

  private async readPage(question: Parameters<RunSource["runs"]>[0]): Promise<Page<RunSummary>> {
    const page = await this.ask(question);
    await this.take(page.data);
    return page;
  }

  private ask(question: Parameters<RunSource["runs"]>[0]): Promise<Page<RunSummary>> {
    this.questions += 1;
    return this.options.source.runs(question, this.signal);
  }

  private async readOne(id: string): Promise<void> {
    this.questions += 1;
    const run = await this.options.source.findRun(id, this.signal);
    if (run) return this.take([run]);
    this.missing = [...this.missing, id].slice(-maxGone);
    this.options.store.forget([id]);
  }

  private async take(runs: readonly RunSummary[]): Promise<void> {
    await this.options.prepare(runs, this.signal);
    if (this.signal.aborted) return;
    for (const run of runs) this.confirmed.add(run.id);
    this.options.store.apply(runs);
  }

  /** Newer than what was the newest run: such as one that was started here. */
  private isNew(run: RunSummary): boolean {
    return this.top !== undefined && isAfter(run, this.top);
  }

  /** Of a page of the newest runs that has all that go on. How far down the oldest of them is shows on the largest page. */
  private coveringSize(hasUnseen: boolean): number {
    if (hasUnseen) return largePageSize;
    let left = this.active().filter(run => isKnown(run.status)).length;
    const oldest = this.options.store.newest().findIndex(run => isKnown(run.status) && isActive(run.status) && --left === 0);
    return oldest < pageSize ? pageSize : Math.min(largePageSize, Math.ceil((oldest + 1 + roomForNew) / pageSize) * pageSize);
  }

  private active(): RunSummary[] {
    const { store } = this.options;
    return store.statuses().filter(isActive).flatMap(status => store.ofStatus(status));
  }
}

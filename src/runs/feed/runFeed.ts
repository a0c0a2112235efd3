import type { RunStatus } from "../../api/schemas/runStatus.ts";
import { type Disposable, Emitter } from "../../base/events.ts";
import { isActive } from "../status.ts";
import type { RunFilter } from "../store/runFilter.ts";
import type { Attention } from "./attention.ts";
import { areAllShared, type FeedNews, type ToldRun } from "./feedNews.ts";
import { HeardRuns } from "./heardRuns.ts";
import type { RunPages } from "./runPages.ts";
import { RunReader, type RunReaderOptions } from "./runReader.ts";
import { newestEveryMs, nextDelay, Spending } from "./watchPlan.ts";

export type FeedState =
  /** What is shown meanwhile was true at `since`; undefined if nothing is. */
  | { readonly kind: "loading"; readonly since?: number }
  | { readonly kind: "fresh" }
  /** What is shown was true at `since`; undefined if nothing was ever read. */
  | { readonly kind: "stale"; readonly since: number | undefined; readonly error: unknown };

export interface RunFeedOptions extends RunReaderOptions {
  readonly attention: Attention;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Resolves when it is known which window asks; never rejects. */
  readonly ready?: Promise<void>;
}

/** Keeps the store true: it asks at its own pace while this window leads, and takes over what another one has read while that leads. */
export class RunFeed implements Disposable {
  private readonly changed = new Emitter<FeedState>();
  /** Fires when the state is another one; while it is stale after each failure. */
  readonly onDidChangeState = this.changed.event;
  private readonly answered = new Emitter<void>();
  /** Fires after each round of questions, also when nothing has changed. */
  readonly onDidAsk = this.answered.event;
  private current: FeedState = { kind: "loading" };
  private readonly options: RunFeedOptions;
  private readonly stopped = new AbortController();
  private readonly reader: RunReader;
  private readonly heard: HeardRuns;
  private readonly spending = new Spending();
  private readonly wakeUp: Disposable;
  private timer: Disposable | undefined;
  private asking: Promise<void> | undefined;
  private failures = 0;
  private hasRead = false;
  private knownAt: number | undefined;
  private isLeading = true;
  private isPushed = false;

  constructor(options: RunFeedOptions) {
    this.options = options;
    this.reader = new RunReader(options, this.stopped.signal);
    this.heard = new HeardRuns({ ...options, reader: this.reader, refresh: () => this.refresh() }, this.stopped.signal);
    this.wakeUp = options.attention.onDidBegin(() => {
      if (this.isLeading) void this.refresh();
    });
  }

  get state(): FeedState {
    return this.current;
  }

  /** The finished groups; of active runs all are here. */
  get ofStatus(): ReadonlyMap<RunStatus, RunPages> {
    return this.reader.ofStatus;
  }

  /** What another window needs to go on from here, but for the runs. */
  get progress(): Pick<FeedNews, "answeredAt" | "mark" | "gone" | "places"> {
    const { mark, gone, places } = this.reader;
    return { answeredAt: this.knownAt, mark, gone, ...(areAllShared(this.options.store) ? { places } : {}) };
  }

  /** Asks now, and if this window leads, from then on by itself. Never rejects: a failure is a state. */
  async refresh(): Promise<void> {
    if (this.current.kind === "loading") {
      await this.options.ready;
      if (this.current.kind !== "loading") return;
    }
    // An answer that is under way may be older than the act that wants to see its effect.
    await this.asking;
    this.asking ??= this.ask().finally(() => (this.asking = undefined));
    return this.asking;
  }

  /** Whether this window asks for all; else it waits for what `adopt` brings, and asks only when told to. */
  setLeading(isLeading: boolean): void {
    if (this.isLeading === isLeading) return;
    this.isLeading = isLeading;
    this.timer?.dispose();
    if (isLeading && this.current.kind !== "loading") void this.refresh();
  }

  /** Whether changes are told by `hear`, and arrive: then asking slows down. Where that ends it takes over at once. */
  setPushed(isHealthy: boolean): void {
    if (this.isPushed === isHealthy) return;
    this.isPushed = isHealthy;
    if (this.isLeading) void this.refresh();
  }

  /** Somebody told that these runs began or changed: they are read at once, and what is told meanwhile after that, together. */
  hear(runs: readonly ToldRun[]): void {
    this.heard.hear(runs);
  }

  /** Shows what was known the last time, until the first answer is here. */
  recall(news: FeedNews): void {
    this.knownAt = news.answeredAt;
    this.options.store.apply(news.runs);
    this.become({ kind: "loading", ...(news.answeredAt === undefined ? {} : { since: news.answeredAt }) });
  }

  /** Takes over what the window that leads has read, and how it fares. */
  adopt({ answeredAt, mark, places = {}, runs, gone, problem }: FeedNews): void {
    if (this.stopped.signal.aborted) return;
    // First, so that who hears of the runs sees also whether there are more.
    if (mark) this.reader.continueFrom(mark, places);
    this.options.store.forget(gone);
    this.options.store.apply(runs);
    this.hasRead ||= mark !== undefined;
    this.knownAt = answeredAt;
    this.become(problem === undefined ? { kind: "fresh" } : { kind: "stale", since: answeredAt, error: new Error(problem) });
  }

  /** Pages of what matches a filter, kept free of gaps until they are closed. Nothing is asked before they begin. */
  open(filter: RunFilter, limit?: number): RunPages {
    return this.reader.open(filter, limit);
  }

  close(pages: RunPages): void {
    this.reader.close(pages);
  }

  dispose(): void {
    this.stopped.abort();
    this.timer?.dispose();
    this.wakeUp.dispose();
    this.changed.dispose();
    this.answered.dispose();
  }

  private async ask(): Promise<void> {
    if (this.stopped.signal.aborted) return;
    this.timer?.dispose();
    const before = this.reader.questions;
    try {
      this.become(await this.read());
      this.answered.fire();
    } finally {
      this.askLater(this.reader.questions - before);
    }
  }

  private async read(): Promise<FeedState> {
    const { clock, attention } = this.options;
    try {
      await (this.hasRead ? this.reader.readNews(newestEveryMs(attention.isWatched)) : this.reader.readAll());
      this.hasRead = true;
      this.failures = 0;
      this.knownAt = clock.now();
      return { kind: "fresh" };
    } catch (error) {
      this.failures += 1;
      return { kind: "stale", since: this.knownAt, error };
    }
  }

  private askLater(questions: number): void {
    if (this.stopped.signal.aborted || !this.isLeading) return;
    const { attention, store, clock, random } = this.options;
    const { isWatched } = attention;
    const hasActive = store.statuses().some(isActive);
    const delay = nextDelay({ isWatched, hasActive, isPushed: this.isPushed, failures: this.failures }, random);
    const pause = this.spending.pauseAfter(questions, isWatched, clock.now());
    this.timer = clock.after(Math.max(delay, pause), () => void this.refresh());
  }

  private become(state: FeedState): void {
    if (this.stopped.signal.aborted) return;
    const isNews = state.kind !== this.current.kind || state.kind === "stale";
    this.current = state;
    if (isNews) this.changed.fire(state);
  }
}

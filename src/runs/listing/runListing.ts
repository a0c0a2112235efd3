import type { RunSummary } from "../../api/schemas/run.ts";
import { type Disposable, Emitter } from "../../base/events.ts";
import type { RunFeed } from "../feed/runFeed.ts";
import type { RunPages } from "../feed/runPages.ts";
import { finishedStatuses, isActive, isKnown } from "../status.ts";
import { dayOf } from "../store/days.ts";
import { compareGroups, type Grouping, groupOf, hasFixedOrder } from "../store/grouping.ts";
import { activeFacets, matcherOf, movesOn, type RunFilter } from "../store/runFilter.ts";
import { ChangeNotes, RunIndex } from "../store/runIndex.ts";
import type { RunsChange, RunStore } from "../store/runStore.ts";
import type { Loaded } from "./loaded.ts";

export interface RunListingOptions {
  readonly store: RunStore;
  readonly feed: RunFeed;
  readonly filter: RunFilter;
  /** "none": all in one group, whose key is empty. */
  readonly grouping: Grouping | "none";
  readonly now: number;
  readonly taskName: (id: string) => string;
}

export type ListingChange = Pick<RunsChange, "changed" | "groups" | "hasMoved">;

/** So many lines are shown at first and added by each *Load more*: an editor's tree draws every line that it is given. */
const windowSize = 100;
const flatPageSize = 50;

/** The runs that a person chose to see, in groups: a view over the store, and the pages that fill it. */
export class RunListing implements Disposable {
  private readonly changed = new Emitter<ListingChange>();
  readonly onDidChange = this.changed.event;
  private readonly options: RunListingOptions;
  private readonly following: Disposable;
  /** Everything by status: the store and the feed have that already. */
  private readonly isWhole: boolean;
  private matches: (run: RunSummary) => boolean;
  private index: RunIndex;
  /** The pages of single groups, where the service can be asked for a group. */
  private readonly ofGroup: ReadonlyMap<string, RunPages>;
  /** Else the pages of all groups together. */
  private readonly ofAll: RunPages | undefined;
  private readonly windows = new Map<string, number>();
  private groupWindow = windowSize;
  private stage: "unread" | "asking" | "read";

  constructor(options: RunListingOptions) {
    const { store, feed, filter, grouping, now } = options;
    this.options = options;
    this.isWhole = grouping === "status" && activeFacets(filter).length === 0;
    this.stage = this.isWhole ? "read" : "unread";
    this.matches = matcherOf(filter, now);
    this.index = this.isWhole ? store.byStatus : this.filled();
    const isByGroup = grouping === "status" || grouping === "none";
    this.ofGroup = this.isWhole ? feed.ofStatus : isByGroup ? this.openGroups() : new Map<string, RunPages>();
    this.ofAll = isByGroup || finishedOf(filter).length === 0 ? undefined : feed.open(filter, flatPageSize);
    this.following = store.onDidChange(change => this.follow(change));
  }

  /** Whether the first pages were asked for, and have come; they may also have failed to. */
  get progress(): "unread" | "asking" | "read" {
    return this.stage;
  }

  /** Asks for the first pages, once. What is known of the runs already is shown meanwhile. */
  async begin(): Promise<void> {
    if (this.stage !== "unread") return;
    this.stage = "asking";
    try {
      await Promise.all(this.opened().map(pages => pages.begin()));
    } finally {
      this.stage = "read";
    }
  }

  get isEmpty(): boolean {
    return this.index.size === 0;
  }

  /** In the order in which they are shown. */
  groups(): string[] {
    const { grouping, taskName } = this.options;
    if (grouping === "none") return this.index.keys();
    if (!hasFixedOrder(grouping)) return this.newestGroups();
    return this.index.keys().toSorted(compareGroups(grouping, taskName)).slice(0, this.groupWindow);
  }

  /** Undefined if the run is not listed. */
  groupOf(run: RunSummary): string | undefined {
    const { grouping } = this.options;
    if (!this.matches(run)) return undefined;
    return grouping === "none" ? "" : groupOf(run, grouping);
  }

  /** Newest first, as far as they are shown. */
  runs(group: string): readonly RunSummary[] {
    return this.index.of(group).slice(0, this.windowOf(group));
  }

  /** How many are known; a plus where there may be more. */
  countText(group: string): string {
    return `${this.index.of(group).length}${this.isPartial(group) ? "+" : ""}`;
  }

  /** What stands at the end of a group, or at the end of all if none is given; undefined where all is shown. */
  rest(group?: string): Loaded | undefined {
    if (group === undefined) {
      const isAllHere = this.index.size <= this.groupWindow && this.ofAll?.hasMore !== true;
      // A group that is empty has no place of its own to load more.
      const isAllEmpty = this.isEmpty && !this.isWhole && this.opened().some(pages => pages.hasMore);
      return isAllHere && !isAllEmpty ? undefined : { shown: this.total(), loaded: this.total(), since: this.ofAll?.since };
    }
    const runs = this.index.of(group);
    const shown = Math.min(runs.length, this.windowOf(group));
    const pages = this.ofGroup.get(group);
    if (shown === runs.length && pages?.hasMore !== true) return undefined;
    // A run that is known for another reason may be older than the pages reach.
    return { shown, loaded: runs.length, since: pages?.hasMore ? pages.since : runs.at(-1)?.created_at };
  }

  /** Shows more of what is here; where all is shown it asks for more. Rejects with what went wrong. */
  async loadMore(group?: string): Promise<void> {
    if (group === undefined) {
      if (this.index.size > this.groupWindow) this.groupWindow += windowSize;
      else await Promise.all(this.opened().map(pages => pages.more()));
      return;
    }
    const isAllShown = this.index.of(group).length <= this.windowOf(group);
    if (isAllShown) await this.ofGroup.get(group)?.more();
    if (this.index.of(group).length > this.windowOf(group)) this.windows.set(group, this.windowOf(group) + windowSize);
  }

  /** Lets go of runs that have become too old for the filter. */
  moveOn(now: number): void {
    const { filter } = this.options;
    if (!movesOn(filter)) return;
    const before = this.total();
    this.matches = matcherOf(filter, now);
    this.index = this.filled();
    if (this.total() !== before) this.changed.fire({ changed: [], groups: new Set(), hasMoved: true });
  }

  dispose(): void {
    this.following.dispose();
    this.changed.dispose();
    if (!this.isWhole) for (const pages of this.opened()) this.options.feed.close(pages);
  }

  private follow(change: RunsChange): void {
    if (this.isWhole) return this.changed.fire(change);
    const notes = new ChangeNotes();
    for (const { before, now } of change.steps) this.index.replace(before, now, notes);
    if (notes.ids.size === 0) return;
    const { grouping } = this.options;
    const isReordered = grouping !== "none" && !hasFixedOrder(grouping) && notes.groups.size > 0;
    this.changed.fire({ changed: [...notes.ids], groups: notes.groups, hasMoved: notes.hasMoved || isReordered });
  }

  private filled(): RunIndex {
    const index = new RunIndex(run => this.groupOf(run));
    index.fill(this.options.store.newest());
    return index;
  }

  private openGroups(): Map<string, RunPages> {
    const { feed, filter, grouping } = this.options;
    const finished = finishedOf(filter);
    if (grouping === "none") return new Map(finished.length > 0 ? [["", feed.open(filter)]] : []);
    return new Map(finished.map(status => [status, feed.open({ ...filter, status: [status] })]));
  }

  private opened(): RunPages[] {
    return [...this.ofGroup.values(), ...(this.ofAll ? [this.ofAll] : [])];
  }

  /** No need to sort what may be as many as the runs, in order to show the first few. */
  private newestGroups(): string[] {
    const groups = new Set<string>();
    for (const run of this.options.store.newest()) {
      if (groups.size === this.groupWindow) break;
      const group = this.groupOf(run);
      if (group !== undefined) groups.add(group);
    }
    return [...groups];
  }

  private isPartial(group: string): boolean {
    const own = this.ofGroup.get(group);
    if (own || !this.ofAll?.hasMore) return own?.hasMore === true;
    const { since } = this.ofAll;
    return this.options.grouping !== "day" || since === undefined || group <= dayOf(since);
  }

  private windowOf(group: string): number {
    return this.windows.get(group) ?? windowSize;
  }

  private total(): number {
    return this.index.keys().reduce((sum, key) => sum + this.index.of(key).length, 0);
  }
}

/** Of the statuses that a filter lets through, those that are not here anyway: of active runs all are. */
function finishedOf(filter: RunFilter): readonly string[] {
  return (filter.status ?? finishedStatuses).filter(status => !isKnown(status) || !isActive(status));
}

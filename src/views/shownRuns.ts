import type { RunSummary } from "../api/schemas/run.ts";
import { type Disposable, Emitter } from "../base/events.ts";
import type { App } from "../host/app.ts";
import type { Lens } from "../host/lens.ts";
import type { Session } from "../host/session.ts";
import { WaitMemory } from "../host/waitMemory.ts";
import type { WatchedRuns } from "../host/watchedRuns.ts";
import { type ListingChange, RunListing } from "../runs/listing/runListing.ts";
import { needyRuns } from "../runs/needs/needsYou.ts";
import type { StartingRuns } from "../runs/starting/startingRuns.ts";
import { waitsForPerson } from "../runs/status.ts";
import type { Grouping } from "../runs/store/grouping.ts";
import { activeFacets, isSameFilter, type RunFilter } from "../runs/store/runFilter.ts";
import type { SavedQuery } from "../runs/store/savedQueries.ts";

/** A change in what is listed: everywhere but in the queries, or in one of these. */
export interface ShownChange extends ListingChange {
  readonly query?: string;
}

interface Listed {
  readonly filter: RunFilter;
  readonly grouping: Grouping | "none";
  readonly listing: RunListing;
  readonly following: Disposable;
}

/** What the tree shows of a session: the runs through the filter, and those of each saved query. */
export class ShownRuns implements Disposable {
  readonly session: Session;
  private readonly changed = new Emitter<ShownChange>();
  readonly onDidChange = this.changed.event;
  readonly waits: WaitMemory;
  readonly watched: Pick<WatchedRuns, "has">;
  readonly starting: Pick<StartingRuns, "get">;
  private readonly lens: Lens;
  private main: Listed;
  private ofQuery = new Map<string, Listed>();

  constructor(session: Session, { lens, memory, log, watched, starting }: App) {
    this.session = session;
    this.watched = watched;
    this.starting = starting;
    this.lens = lens;
    this.waits = new WaitMemory(session, memory, log);
    this.main = this.list(this.filter, lens.grouping);
    this.follow();
  }

  get filter(): RunFilter {
    return this.lens.filter(this.session.profile.id);
  }

  get isFiltered(): boolean {
    return activeFacets(this.filter).length > 0;
  }

  get queries(): readonly SavedQuery[] {
    return this.lens.queries(this.session.profile.id);
  }

  get grouping(): Grouping {
    return this.lens.grouping;
  }

  /** What waits for a person stands before these, so in the tree of all runs by status it would stand twice. */
  groups(): string[] {
    const isWhole = !this.isFiltered && this.grouping === "status";
    return this.main.listing.groups().filter(group => !isWhole || !waitsForPerson(group));
  }

  /** Through no filter: who waits, waits. */
  get needy(): readonly RunSummary[] {
    return needyRuns(this.session.store);
  }

  /** The runs of a query; without a name all others. Undefined if there is no such query any more. */
  listing(query?: string): RunListing | undefined {
    return (query === undefined ? this.main : this.ofQuery.get(query))?.listing;
  }

  /** Undefined for a run that has left. */
  groupOf(id: string): string | undefined {
    const run = this.session.store.get(id);
    return run && this.main.listing.groupOf(run);
  }

  /** Takes over what the person chose; what stays as it was keeps its pages. */
  follow(): void {
    if (!isLike(this.main, this.filter, this.grouping)) {
      end(this.main);
      this.main = this.list(this.filter, this.grouping);
    }
    const before = this.ofQuery;
    this.ofQuery = new Map(
      this.queries.map(({ name, filter }) => {
        const known = before.get(name);
        return [name, known && isLike(known, filter, "none") ? known : this.list(filter, "none", name)];
      }),
    );
    const kept = new Set(this.ofQuery.values());
    for (const listed of before.values()) if (!kept.has(listed)) end(listed);
  }

  moveOn(now: number): void {
    for (const { listing } of [this.main, ...this.ofQuery.values()]) listing.moveOn(now);
  }

  dispose(): void {
    for (const listed of [this.main, ...this.ofQuery.values()]) end(listed);
    this.waits.dispose();
    this.changed.dispose();
  }

  private list(filter: RunFilter, grouping: Grouping | "none", query?: string): Listed {
    const { session } = this;
    const taskName = (id: string): string => session.taskName({ task_id: id });
    const listing = new RunListing({ store: session.store, feed: session.feed, filter, grouping, now: Date.now(), taskName });
    const place = query === undefined ? {} : { query };
    return { filter, grouping, listing, following: listing.onDidChange(change => this.changed.fire({ ...change, ...place })) };
  }
}

/** Nothing is known yet, not even from the last time. */
export function isUnread({ feed }: Session): boolean {
  return feed.state.kind === "loading" && feed.state.since === undefined;
}

function isLike(listed: Listed, filter: RunFilter, grouping: Grouping | "none"): boolean {
  return listed.grouping === grouping && isSameFilter(listed.filter, filter);
}

function end({ listing, following }: Listed): void {
  following.dispose();
  listing.dispose();
}

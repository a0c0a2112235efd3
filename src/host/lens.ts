import { type Disposable, Emitter } from "../base/events.ts";
import { Lifetime } from "../base/lifetime.ts";
import type { Grouping } from "../runs/grouping.ts";
import { activeFacets, isSameFilter, namesIds, type RunFilter } from "../runs/runFilter.ts";
import { type SavedQuery, withQuery } from "../runs/savedQueries.ts";
import { keepGrouping, keepQueries, onDidChangeLens, readGrouping, readSavedQueries } from "./settings.ts";

/** How the person wants to see the runs: the filter of each profile, as long as the window lives, and what the settings say. */
export class Lens implements Disposable {
  private readonly lifetime = new Lifetime();
  private readonly changed = this.lifetime.own(new Emitter<void>());
  readonly onDidChange = this.changed.event;
  private readonly filters = new Map<string, RunFilter>();

  constructor() {
    this.lifetime.own(onDidChangeLens(() => this.changed.fire()));
  }

  filter(profile: string): RunFilter {
    return this.filters.get(profile) ?? {};
  }

  isFiltered(profile: string): boolean {
    return activeFacets(this.filter(profile)).length > 0;
  }

  setFilter(profile: string, filter: RunFilter): void {
    if (isSameFilter(filter, this.filter(profile))) return;
    this.filters.set(profile, filter);
    this.changed.fire();
  }

  get grouping(): Grouping {
    return readGrouping();
  }

  async group(grouping: Grouping): Promise<void> {
    await keepGrouping(grouping);
  }

  /** Those that mean something in this profile. */
  queries(profile: string): SavedQuery[] {
    return readSavedQueries().filter(query => query.profile === undefined || query.profile === profile);
  }

  /** Under a name that is taken it replaces that one. */
  async saveQuery(name: string, filter: RunFilter, profile: string): Promise<void> {
    await keepQueries(withQuery(readSavedQueries(), { name, filter, ...(namesIds(filter) ? { profile } : {}) }));
  }

  async deleteQuery(name: string): Promise<void> {
    await keepQueries(readSavedQueries().filter(query => query.name !== name));
  }

  dispose(): void {
    this.lifetime.dispose();
  }
}

import { type Disposable, Emitter } from "../base/events.ts";
import { Lifetime } from "../base/lifetime.ts";
import type { Grouping } from "../runs/store/grouping.ts";
import { activeFacets, isSameFilter, namesIds, type RunFilter } from "../runs/store/runFilter.ts";
import { readFilter, type SavedQuery, withQuery } from "../runs/store/savedQueries.ts";
import { keepGrouping, keepQueries, onDidChangeLens, readGrouping, readSavedQueries } from "./settings.ts";

/** What the editor keeps for this window's folder, over reloads and restarts. */
interface Memory {
  get(name: string): unknown;
  update(name: string, value: unknown): PromiseLike<void>;
}

const memoryName = "deck.filters";

/** How the person wants to see the runs: the filter of each profile, as it was when the window was last open, and what the settings say. */
export class Lens implements Disposable {
  private readonly lifetime = new Lifetime();
  private readonly changed = this.lifetime.own(new Emitter<void>());
  readonly onDidChange = this.changed.event;
  private readonly memory: Memory;
  private readonly filters: Map<string, RunFilter>;

  constructor(memory: Memory) {
    this.memory = memory;
    this.filters = filtersIn(memory.get(memoryName));
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
    if (activeFacets(filter).length > 0) this.filters.set(profile, filter);
    else this.filters.delete(profile);
    void this.memory.update(memoryName, Object.fromEntries(this.filters));
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

/** As it was written, perhaps by another version: what is no filter is left out. */
function filtersIn(value: unknown): Map<string, RunFilter> {
  const entries: [string, unknown][] = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return new Map(entries.map(([profile, filter]) => [profile, readFilter(filter)]));
}

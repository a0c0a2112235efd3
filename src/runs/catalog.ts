import { isDeepStrictEqual } from "node:util";
import { type Disposable, Emitter } from "../base/events.ts";

/** By their ids. */
export interface CatalogChange {
  readonly changed: readonly string[];
  readonly gone: readonly string[];
}

/** What a profile's tasks, agents, sources or credentials are called: read as a whole, once, and again when an unknown id turns up. */
export class Catalog<T extends { readonly id: string }> implements Disposable {
  private readonly changed = new Emitter<CatalogChange>();
  /** Fires for what was known and is another now. */
  readonly onDidChange = this.changed.event;
  private readonly list: (signal?: AbortSignal) => AsyncIterable<T>;
  private readonly byId = new Map<string, T>();
  /** Ids that were not there when we looked, so that a deleted one does not make us look for ever. */
  private readonly missing = new Set<string>();

  private learning: Promise<void> | undefined;

  constructor(list: (signal?: AbortSignal) => AsyncIterable<T>) {
    this.list = list;
  }

  get(id: string | null | undefined): T | undefined {
    return id ? this.byId.get(id) : undefined;
  }

  /** Reads the list anew if one of the ids is unknown; tells whether it did. A list that is being read may bring them. */
  async learn(ids: Iterable<string>, signal?: AbortSignal): Promise<boolean> {
    while (this.learning) await this.learning;
    const unknown = [...ids].filter(id => !this.byId.has(id) && !this.missing.has(id));
    if (unknown.length === 0) return false;
    const reading = this.all(signal);
    const end = (): void => (this.learning = undefined);
    this.learning = reading.then(end, end);
    await reading;
    for (const id of unknown) if (!this.byId.has(id)) this.missing.add(id);
    return true;
  }

  /** The list as it is now. */
  async all(signal?: AbortSignal): Promise<readonly T[]> {
    const fresh: T[] = [];
    for await (const item of this.list(signal)) fresh.push(item);
    const before = new Map(this.byId);
    this.byId.clear();
    for (const item of fresh) this.byId.set(item.id, item);
    const changed = fresh.filter(({ id }) => this.isNews(before.get(id), id)).map(({ id }) => id);
    this.tell({ changed, gone: [...before.keys()].filter(id => !this.byId.has(id)) });
    return fresh;
  }

  /** What the service has answered about one of them. */
  take(item: T): void {
    const before = this.byId.get(item.id);
    this.byId.set(item.id, item);
    this.tell({ changed: this.isNews(before, item.id) ? [item.id] : [], gone: [] });
  }

  /** One that is deleted. */
  drop(id: string): void {
    this.tell({ changed: [], gone: this.byId.delete(id) ? [id] : [] });
  }

  dispose(): void {
    this.changed.dispose();
  }

  private isNews(before: T | undefined, id: string): boolean {
    return before !== undefined && !isDeepStrictEqual(before, this.byId.get(id));
  }

  private tell(change: CatalogChange): void {
    if (change.changed.length + change.gone.length > 0) this.changed.fire(change);
  }
}

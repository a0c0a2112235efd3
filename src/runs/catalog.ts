/** What a profile's tasks, agents, sources or credentials are called: read as a whole, once, and again when an unknown id turns up. */
export class Catalog<T extends { readonly id: string }> {
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
    this.byId.clear();
    for (const item of fresh) this.byId.set(item.id, item);
    return fresh;
  }
}

export type Picture =
  | { readonly kind: "asked" }
  | { readonly kind: "here"; readonly url: string }
  | { readonly kind: "missing"; readonly why: string };

/** The pictures that the page has asked for. Their object URLs live as long as the state has their frame. */
export class Pictures {
  private readonly byIndex = new Map<number, Picture>();
  private readonly ask: (index: number) => void;
  private readonly changed: () => void;

  constructor(ask: (index: number) => void, changed: () => void) {
    this.ask = ask;
    this.changed = changed;
  }

  get(index: number): Picture | undefined {
    return this.byIndex.get(index);
  }

  /** Asks once; a missing one is asked for again only by `retry`. */
  want(index: number): void {
    if (!this.byIndex.has(index)) this.retry(index);
  }

  retry(index: number): void {
    this.put(index, { kind: "asked" });
    this.ask(index);
  }

  arrive(index: number, mime: string, bytes: ArrayBuffer): void {
    // The frame may be gone from the state by the time its picture comes.
    if (!this.byIndex.has(index)) return;
    this.put(index, { kind: "here", url: URL.createObjectURL(new Blob([bytes], { type: mime })) });
  }

  miss(index: number, why: string): void {
    if (this.byIndex.has(index)) this.put(index, { kind: "missing", why });
  }

  /** For bytes that turned out to be no picture. */
  spoil(index: number): void {
    if (this.get(index)?.kind === "here") this.miss(index, "What the service sent is not a picture that can be shown.");
  }

  /** Forgets and frees every picture but these. */
  keep(indexes: ReadonlySet<number>): void {
    for (const index of this.byIndex.keys()) {
      if (indexes.has(index)) continue;
      this.free(index);
      this.byIndex.delete(index);
    }
  }

  private put(index: number, picture: Picture): void {
    this.free(index);
    this.byIndex.set(index, picture);
    this.changed();
  }

  private free(index: number): void {
    const held = this.byIndex.get(index);
    if (held?.kind === "here") URL.revokeObjectURL(held.url);
  }
}

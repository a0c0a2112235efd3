/** Keeps what was used last, up to a total size; what was not used longest goes first. The newest stays, however large. */
export class RecentlyUsed<T> {
  private readonly maxSize: number;
  private readonly kept = new Map<string, { readonly value: T; readonly size: number }>();
  private size = 0;

  constructor(maxSize: number) {
    this.maxSize = maxSize;
  }

  get(key: string): T | undefined {
    const entry = this.kept.get(key);
    if (!entry) return undefined;
    this.kept.delete(key);
    this.kept.set(key, entry);
    return entry.value;
  }

  set(key: string, value: T, size: number): void {
    this.delete(key);
    this.kept.set(key, { value, size });
    this.size += size;
    for (const oldest of this.kept.keys()) {
      if (this.size <= this.maxSize || oldest === key) return;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    this.size -= this.kept.get(key)?.size ?? 0;
    this.kept.delete(key);
  }

  clear(): void {
    this.kept.clear();
    this.size = 0;
  }
}

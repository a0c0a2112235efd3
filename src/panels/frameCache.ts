/** Bytes by index; the ones that were used longest ago go first when there are too many. */
export class FrameCache {
  private readonly byIndex = new Map<number, ArrayBuffer>();
  private readonly mostBytes: number;
  private bytes = 0;

  constructor(mostBytes: number) {
    this.mostBytes = mostBytes;
  }

  get(index: number): ArrayBuffer | undefined {
    const found = this.byIndex.get(index);
    if (found) {
      this.byIndex.delete(index);
      this.byIndex.set(index, found);
    }
    return found;
  }

  put(index: number, bytes: ArrayBuffer): void {
    this.drop(index);
    this.byIndex.set(index, bytes);
    this.bytes += bytes.byteLength;
    for (const oldest of this.byIndex.keys()) {
      if (this.bytes <= this.mostBytes || oldest === index) break;
      this.drop(oldest);
    }
  }

  private drop(index: number): void {
    this.bytes -= this.byIndex.get(index)?.byteLength ?? 0;
    this.byIndex.delete(index);
  }
}

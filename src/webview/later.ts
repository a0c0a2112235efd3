/** A part of the page whose code comes when it is first wanted. */
export class Later<Part> {
  private readonly load: () => Promise<Part>;
  private readonly changed: () => void;
  private coming: Promise<Part> | undefined;
  private here: Part | undefined;
  private hasFailed = false;

  /** `changed` is told when it has come, or cannot. */
  constructor(load: () => Promise<Part>, changed: () => void) {
    this.load = load;
    this.changed = changed;
  }

  get part(): Part | undefined {
    return this.here;
  }

  get isMissing(): boolean {
    return this.hasFailed;
  }

  want(): void {
    this.with(() => undefined);
  }

  /** Now, or as soon as it is here. */
  with(act: (part: Part) => void): void {
    if (this.here) return act(this.here);
    this.coming ??= this.start();
    // That it cannot come is told in its place.
    this.coming.then(act, () => undefined);
  }

  private async start(): Promise<Part> {
    try {
      this.here = await this.load();
      return this.here;
    } catch (error) {
      this.hasFailed = true;
      throw error;
    } finally {
      this.changed();
    }
  }
}

/** Parts come from this machine, or over the way to a remote one: what takes longer may never come. */
const patienceMs = 5_000;

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

  /** It cannot come, or has not for long. */
  get isMissing(): boolean {
    return this.hasFailed && !this.here;
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
    const waiting = setTimeout(() => this.fail(), patienceMs);
    try {
      this.here = await this.load();
      return this.here;
    } catch (error) {
      this.fail();
      throw error;
    } finally {
      clearTimeout(waiting);
      this.changed();
    }
  }

  private fail(): void {
    this.hasFailed = true;
    this.changed();
  }
}

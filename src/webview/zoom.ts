const most = 8;
const step = 1.5;

/** How a picture is magnified and moved; the offsets are in px of its stage. */
export class Zoom {
  private scale = 1;
  private x = 0;
  private y = 0;

  get isMagnified(): boolean {
    return this.scale > 1;
  }

  get percent(): number {
    return Math.round(this.scale * 100);
  }

  get transform(): string {
    return this.isMagnified ? `translate(${this.x}px, ${this.y}px) scale(${this.scale})` : "none";
  }

  /** Magnifies around a point, given from the middle of the stage. */
  magnify(factor: number, x = 0, y = 0): void {
    const scale = Math.min(most, Math.max(1, this.scale * factor));
    const grown = scale / this.scale;
    this.x = x - (x - this.x) * grown;
    this.y = y - (y - this.y) * grown;
    this.scale = scale;
    if (scale === 1) this.reset();
  }

  closer(): void {
    this.magnify(step);
  }

  farther(): void {
    this.magnify(1 / step);
  }

  /** Never so far that the picture is out of sight. */
  pan(dx: number, dy: number, stage: { readonly width: number; readonly height: number }): void {
    const room = (size: number): number => (size * (this.scale - 1)) / 2;
    this.x = within(this.x + dx, room(stage.width));
    this.y = within(this.y + dy, room(stage.height));
  }

  reset(): void {
    this.scale = 1;
    this.x = 0;
    this.y = 0;
  }
}

function within(value: number, most: number): number {
  return Math.min(most, Math.max(-most, value));
}

import type { Frame } from "../protocol/runPage.ts";

export interface Screen {
  readonly frames: readonly Frame[];
  readonly position: number;
  /** Whether the shown picture is there: the film waits for it. */
  readonly isReady: boolean;
  readonly show: (position: number) => void;
}

export interface PlayerOptions {
  readonly screen: () => Screen;
  readonly speed: () => number;
  readonly changed: () => void;
}

export const speeds: readonly number[] = [1, 2, 4, 8];

const shortestMs = 60;
/** Long pauses of the agent are no fun to watch. */
const longestMs = 3_000;
const waitMs = 50;

/** Shows one frame after the other, as fast as they were taken or up to eight times faster. */
export class Player {
  private readonly options: PlayerOptions;
  private timer: number | undefined;

  constructor(options: PlayerOptions) {
    this.options = options;
  }

  get isPlaying(): boolean {
    return this.timer !== undefined;
  }

  /** At the end it begins anew. */
  toggle(): void {
    if (this.isPlaying) return this.stop();
    const { frames, position, show } = this.options.screen();
    if (position >= frames.length - 1) show(0);
    this.plan();
    this.options.changed();
  }

  stop(): void {
    if (!this.isPlaying) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.options.changed();
  }

  private plan(): void {
    const { frames, position } = this.options.screen();
    const gap = (frames[position + 1]?.atMs ?? 0) - (frames[position]?.atMs ?? 0);
    this.timer = setTimeout(() => this.step(), Math.min(longestMs, Math.max(shortestMs, gap)) / this.options.speed());
  }

  private step(): void {
    const { frames, position, isReady, show } = this.options.screen();
    if (!isReady) {
      this.timer = setTimeout(() => this.step(), waitMs);
      return;
    }
    if (position >= frames.length - 1) return this.stop();
    show(position + 1);
    this.plan();
  }
}

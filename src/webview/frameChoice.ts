import type { Frame } from "../protocol/runPage.ts";

/** Which frame is shown: one that was chosen, or always the newest. */
export class FrameChoice {
  private chosen: number | "newest" = "newest";

  /** Where in `frames` the shown one stands; -1 when there is none. */
  position(frames: readonly Frame[]): number {
    const chosen = this.chosen;
    if (chosen === "newest") return frames.length - 1;
    const position = frames[chosen]?.index === chosen ? chosen : frames.findIndex(frame => frame.index === chosen);
    return position < 0 ? frames.length - 1 : position;
  }

  /** Choosing the last one means to follow what comes after it. */
  choose(frames: readonly Frame[], position: number): void {
    const last = frames.length - 1;
    const wanted = Math.min(Math.max(position, 0), last);
    this.chosen = wanted === last ? "newest" : (frames[wanted]?.index ?? "newest");
  }

  /** The frame that was the newest at this time of the run. */
  goTo(frames: readonly Frame[], atMs: number): void {
    const position = frames.findLastIndex(frame => frame.atMs <= atMs);
    this.choose(frames, position);
  }

  reset(): void {
    this.chosen = "newest";
  }
}

import type { FrameChoice } from "./frameChoice.ts";
import type { Pictures } from "./pictures.ts";

/** What those who show screenshots share: which one, and their pictures. */
export interface Film {
  readonly frames: FrameChoice;
  readonly pictures: Pictures;
  redraw(): void;
}

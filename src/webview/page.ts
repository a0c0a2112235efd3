import type { FromRunPage } from "../protocol/runPage.ts";
import type { FrameChoice } from "./frameChoice.ts";
import type { Pictures } from "./pictures.ts";

/** What a section may ask of the page that it stands on. */
export interface Page {
  readonly pictures: Pictures;
  readonly frames: FrameChoice;
  /** Milliseconds since 1970. */
  readonly now: number;
  redraw(): void;
  send(intent: FromRunPage): void;
  /** Sends an intent that copies, and shows for a moment at `place` that it was done. */
  copy(place: string, intent: FromRunPage): void;
  hasCopied(place: string): boolean;
}

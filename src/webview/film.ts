import type { FrameChoice } from "./frameChoice.ts";
import type { Pictures } from "./pictures.ts";
import type { Player } from "./player.ts";

/** What those who show screenshots share: which one, and their pictures. */
export interface Film {
  readonly frames: FrameChoice;
  readonly pictures: Pictures;
  redraw(): void;
}

/** What the rest of the page, and its keys, may do with the screenshots. */
export interface FilmControls extends Film {
  readonly player: Player;
  choose(position: number): void;
  step(by: number): void;
  /** The newest one by then, in ms since the run was created. */
  goTo(atMs: number): void;
  /** The next screenshot of its kind. */
  goToMark(kind: "question" | "error"): void;
  save(): void;
  openBoth(): void;
  zoom(act: "closer" | "farther" | "reset"): void;
}

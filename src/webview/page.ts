import type { FromRunPage, PageMemory, RunView } from "../protocol/runPage.ts";
import type { FilmControls } from "./film.ts";
import type { Later } from "./later.ts";
import type { Texts } from "./texts.ts";

/** What a section may ask of the page that it stands on. */
export interface Page {
  readonly run: RunView | undefined;
  readonly screens: Later<FilmControls>;
  readonly texts: Texts;
  /** How the person likes the pages of all runs. */
  readonly memory: PageMemory;
  readonly isPreview: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** To a review of this run, as far as it is written. */
  readonly note: string;
  /** The page ends whenever its tab is hidden; what is kept outlives that, and a reload of the window. */
  keep(note: string): void;
  redraw(): void;
  /** Shows all keys. */
  help(): void;
  send(intent: FromRunPage): void;
  remember(change: Partial<PageMemory>): void;
  say(sentence: string): void;
  /** Sends an intent that copies, and shows for a moment at `place` that it was done. */
  copy(place: string, intent: FromRunPage): void;
  hasCopied(place: string): boolean;
}

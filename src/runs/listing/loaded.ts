import { momentText } from "../store/days.ts";

/** What is known at a place where there is more. */
export interface Loaded {
  readonly shown: number;
  readonly loaded: number;
  /** When the oldest of them was created. */
  readonly since: string | undefined;
}

/** "loaded 20, since 3 Nov", "showing 100 of 340 loaded, since 3 Nov". */
export function loadedText({ shown, loaded, since }: Loaded, now: number): string {
  const count = shown < loaded ? `showing ${shown} of ${loaded} loaded` : `loaded ${loaded}`;
  return since === undefined ? count : `${count}, since ${momentText(since, now)}`;
}

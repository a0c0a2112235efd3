import type { Figure } from "./measure.ts";
import { opening } from "./panelOpening.ts";
import { scrubbing } from "./scrubbing.ts";

/** What a person feels of a run's page: from the click to the run, and while scrubbing through its pictures. */
export async function panel(): Promise<Figure[]> {
  return [...(await opening()), ...(await scrubbing())];
}

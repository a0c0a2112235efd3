import type { RunSummary } from "../../api/schemas/run.ts";
import { isKnown } from "../status.ts";

/** How many runs are asked for one by one in a round. */
const maxAtOnce = 5;
/** A status that nobody knows may be an end, so that asking would never be over. */
const unknownPauseMs = 60_000;

/** Chooses which runs are asked for one by one: few at a time, those first that were not asked for the longest. */
export class Singles {
  private askedAt: ReadonlyMap<string, number> = new Map();

  choose(candidates: readonly RunSummary[], now: number): string[] {
    const lastAsked = (run: RunSummary): number => this.askedAt.get(run.id) ?? -Infinity;
    const isDue = (run: RunSummary): boolean => isKnown(run.status) || now - lastAsked(run) >= unknownPauseMs;
    const chosen = candidates
      .filter(isDue)
      .toSorted((a, b) => lastAsked(a) - lastAsked(b) || 0)
      .slice(0, maxAtOnce);
    const ids = chosen.map(run => run.id);
    // Only those that may be asked for again are remembered.
    this.askedAt = new Map(candidates.map(run => [run.id, ids.includes(run.id) ? now : lastAsked(run)]));
    return ids;
  }
}

import type { RunSummary } from "../api/schemas/run.ts";
import type { ResourceNode } from "./resourceTree.ts";
import { itemUnderTask, runItem } from "./runItems.ts";
import { tooltipOf } from "./runTooltip.ts";
import type { ShownRuns } from "./shownRuns.ts";

/** Where runs are shown: their session, and which of them the person watches. */
export type RunsOf = Pick<ShownRuns, "session" | "watched">;

/** A run beneath what it belongs to, as in the tree of runs; it shows what the store knows of it by now. */
export function runNode(run: RunSummary, of: RunsOf, place: { readonly under: string; readonly isTask?: boolean }): ResourceNode {
  return {
    key: `${place.under}:run:${run.id}`,
    id: run.id,
    item(now) {
      const latest = of.session.store.get(run.id) ?? run;
      const item = (place.isTask ? itemUnderTask : runItem)(latest, of, now);
      item.tooltip = tooltipOf(latest, of.session, now);
      return item;
    },
  };
}

import type { Interaction } from "../../api/schemas/interaction.ts";
import { RecentlyUsed } from "../../base/recentlyUsed.ts";
import type { RunStep } from "../store/runStore.ts";

export interface AskedQuestion {
  /** When it was asked, as the service writes it. */
  readonly at: string;
  readonly interaction: Interaction;
}

/** The run's own time of a question and that of its event may differ by so much. */
const sameMomentMs = 5_000;
const mostRuns = 200;
const mostOfOneRun = 20;

/** What runs asked while they were in sight, as the service forgets it when it is answered. Answers are not among it. */
export class AskedQuestions {
  private readonly byRun = new RecentlyUsed<readonly AskedQuestion[]>(mostRuns);

  see({ now }: RunStep): void {
    if (now?.status !== "interaction_required" || !now.interaction) return;
    const others = this.of(now.id).filter(({ at }) => at !== now.updated_at);
    this.byRun.set(now.id, [...others, { at: now.updated_at, interaction: now.interaction }].slice(-mostOfOneRun), 1);
  }

  of(id: string): readonly AskedQuestion[] {
    return this.byRun.get(id) ?? [];
  }
}

/** Undefined: what was asked then was not seen. */
export function questionOf(asked: readonly AskedQuestion[], time: string): Interaction | undefined {
  const distance = ({ at }: AskedQuestion): number => Math.abs(Date.parse(at) - Date.parse(time));
  const [nearest] = asked.filter(question => distance(question) <= sameMomentMs).toSorted((a, b) => distance(a) - distance(b));
  return nearest?.interaction;
}

import type { RunSummary } from "../../api/schemas/run.ts";
import type { RunStatus } from "../../api/schemas/runStatus.ts";
import { statusLabel } from "../status.ts";

const maxLetters = 120;

/** Of runs that go on, the one whose agent is heard: the newest of those that are at work. */
export function thinkerOf(runs: readonly RunSummary[]): RunSummary | undefined {
  return runs.filter(({ status }) => status === "running").toSorted((a, b) => b.created_at.localeCompare(a.created_at))[0];
}

/** How runs that go on are getting along: of several how many do what, and what the one that is heard thinks (`thought`). */
export function progressText(runs: readonly RunSummary[], taskName: (run: RunSummary) => string, thought: string | undefined): string {
  const [first] = runs;
  if (!first) return "";
  const thinker = thinkerOf(runs);
  const heard = thinker && thought ? `${taskName(thinker)}: ${shortened(thought)}` : undefined;
  if (runs.length === 1) return heard ?? `${taskName(first)}: ${words(first.status)}`;
  const counts = Map.groupBy(runs, ({ status }) => words(status));
  const all = `${runs.length} runs: ${Array.from(counts, ([word, each]) => `${each.length} ${word}`).join(", ")}`;
  return heard === undefined ? all : `${all}. ${heard}`;
}

function words(status: RunStatus): string {
  switch (status) {
    case "interaction_required":
      return "waiting for an answer";
    case "review_required":
      return "waiting for a review";
    default:
      return statusLabel(status).toLowerCase();
  }
}

/** In one line; the website may have had its say in it. */
function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > maxLetters ? `${line.slice(0, maxLetters)}…` : line;
}

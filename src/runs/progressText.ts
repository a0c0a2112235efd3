import type { RunSummary } from "../api/schemas/run.ts";
import type { RunStatus } from "../api/schemas/runStatus.ts";
import { statusLabel, waitsForPerson } from "./status.ts";

const maxLetters = 120;

/** How runs that go on are getting along: of one what its agent thinks, of several how many do what. */
export function progressText(runs: readonly RunSummary[], taskName: (run: RunSummary) => string, thought: string | undefined): string {
  const [first] = runs;
  if (!first) return "";
  if (runs.length === 1) return `${taskName(first)}: ${waitsForPerson(first.status) || !thought ? words(first.status) : shortened(thought)}`;
  const counts = Map.groupBy(runs, ({ status }) => words(status));
  return `${runs.length} runs: ${Array.from(counts, ([word, all]) => `${all.length} ${word}`).join(", ")}`;
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

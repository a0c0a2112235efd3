import type { DeckClient } from "../api/deckClient.ts";
import type { Run } from "../api/schemas/run.ts";
import type { RunHistory } from "../runs/runTimeline.ts";

/** The service cannot list the events of one run: this many of its time are looked through, and no more. */
const mostEvents = 2_000;
const slackMs = 5_000;
const statusTypes = ["queued", "running", "interaction_required", "review_required", "completed", "failed", "canceling", "canceled"];

/** The changes of a run's status, as far as the service still tells them (it keeps events for 30 days). */
export async function changesOf(client: DeckClient, run: Run, signal: AbortSignal): Promise<RunHistory["changes"]> {
  const created = Date.parse(run.created_at);
  const updated = Date.parse(run.updated_at);
  if (Number.isNaN(created) || Number.isNaN(updated)) return [];
  const query = {
    type: statusTypes.map(status => `task_run.${status}`),
    created_after: new Date(created - slackMs).toISOString(),
    created_before: new Date(updated + slackMs).toISOString(),
  };
  const changes: RunHistory["changes"][number][] = [];
  let seen = 0;
  for await (const event of client.inBackground().events.list(query, signal)) {
    const status = event.data["status"];
    if (event.data["id"] === run.id && typeof status === "string") changes.push({ id: event.id, status, created_at: event.created_at });
    if (++seen >= mostEvents) break;
  }
  return changes.toReversed();
}

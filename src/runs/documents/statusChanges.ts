import type { DeckEvent } from "../../api/schemas/events.ts";
import type { RunHistory } from "./runTimeline.ts";

const prefix = "task_run.";

/** The changes of one run's status, oldest first, out of events as lists have them: newest first, of many runs. */
export function statusChanges(events: readonly DeckEvent[], id: string): RunHistory["changes"] {
  const own = events.filter(({ type, data }) => type.startsWith(prefix) && data["id"] === id);
  return own.map(event => ({ id: event.id, status: event.type.slice(prefix.length), created_at: event.created_at })).toReversed();
}

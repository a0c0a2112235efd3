import type { DeckClient } from "../api/deckClient.ts";
import type { DeckEvent } from "../api/schemas/events.ts";
import { eventTypes } from "../api/schemas/eventTypes.ts";
import type { Run } from "../api/schemas/run.ts";
import { messageOf } from "../base/errors.ts";
import { isActive } from "../runs/status.ts";

/** The service lists events of all runs together; of a busy organization not all are read for one run. */
const mostPages = 10;
const aroundMs = 2_000;

/** The events of a run, newest first; where some may be missing, why. */
export interface EventsRead {
  readonly events: readonly DeckEvent[];
  readonly problem?: string;
}

/** Those of one run, as far as they are found. A timeline without them is better than none. */
export async function readEvents(client: DeckClient, run: Run, signal?: AbortSignal): Promise<EventsRead> {
  const events: DeckEvent[] = [];
  let cursor: string | undefined;
  try {
    for (let page = 0; page < mostPages; page += 1) {
      const { data, next_cursor } = await client.inBackground().events.page({ ...timeOf(run), cursor }, signal);
      events.push(...data.filter(event => event.data["id"] === run.id));
      if (!next_cursor) return { events };
      cursor = next_cursor;
    }
    return { events, problem: "Too many events of other runs are in the way: some times may be missing." };
  } catch (error) {
    signal?.throwIfAborted();
    return { events, problem: `The events could not be read: ${messageOf(error)}` };
  }
}

function timeOf({ created_at, updated_at, status }: Run) {
  return {
    limit: 100,
    type: eventTypes.filter(type => type.startsWith("task_run.")),
    ...(Number.isNaN(Date.parse(created_at)) ? {} : { created_after: shifted(created_at, -aroundMs) }),
    ...(isActive(status) || Number.isNaN(Date.parse(updated_at)) ? {} : { created_before: shifted(updated_at, aroundMs) }),
  };
}

function shifted(time: string, ms: number): string {
  return new Date(Date.parse(time) + ms).toISOString();
}

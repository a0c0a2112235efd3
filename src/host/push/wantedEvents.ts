import { ApiError } from "../../api/apiError.ts";
import type { DeckClient } from "../../api/deckClient.ts";

/** What tells of runs, and of the destination itself: the first event, which shows that the way is open. */
const wanted = /^(?:task_run|event_destination)\./;

/** Of the types that the server knows, those that concern us; all where it cannot say what it knows. */
export async function wantedEvents(client: DeckClient, signal: AbortSignal): Promise<readonly string[]> {
  try {
    const types = (await client.events.types(signal)).filter(type => wanted.test(type));
    return types.some(type => type.startsWith("task_run.")) ? types : ["*"];
  } catch (error) {
    if (error instanceof ApiError && (error.failure.kind === "notFound" || error.failure.kind === "malformed")) return ["*"];
    throw error;
  }
}

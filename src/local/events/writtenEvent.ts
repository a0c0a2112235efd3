import type { EventRow } from "../store/rows.ts";

/** An event as it is answered and delivered. */
export function writtenEvent({ id, type, data, created_at }: EventRow) {
  return { id, object: "event", type, data, created_at: new Date(created_at).toISOString() };
}

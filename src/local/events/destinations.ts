import type { EventDestinationRow } from "../store/rows.ts";
import type { Store } from "../store/store.ts";
import { destinationSummary } from "./summaries.ts";

type Change = Partial<Pick<EventDestinationRow, "name" | "status" | "events" | "config" | "secret">>;

/** A changed status is an event; who becomes active gets what has been waiting. */
export function changeDestination(store: Store, row: EventDestinationRow, change: Change, at: number): EventDestinationRow {
  return store.transaction(() => {
    const changed = { ...row, ...change, updated_at: at };
    store.outbox.destinations.update(row.id, { ...change, updated_at: at });
    if (changed.status !== row.status) tellStatus(store, changed, at);
    return changed;
  });
}

export function addDestination(store: Store, row: Omit<EventDestinationRow, "seq">): void {
  store.transaction(() => {
    store.outbox.destinations.insert(row);
    tellStatus(store, row, row.created_at);
  });
}

function tellStatus(store: Store, row: Omit<EventDestinationRow, "seq">, at: number): void {
  const isActive = row.status === "active";
  store.addEvent(isActive ? "event_destination.activated" : "event_destination.deactivated", at, destinationSummary(row));
  if (isActive) store.outbox.fill(row.id);
}

import type { DatabaseSync } from "node:sqlite";
import { Emitter } from "../../base/events.ts";
import { newId } from "../ids.ts";
import { EventDeliveryRow, eventDestinationRow } from "./rows.ts";
import type { EventRow } from "./rows.ts";
import { Table } from "./table.ts";
import type { Vault } from "./vault.ts";

/** Only these are reached from here; what is meant for the others counts as not delivered. */
const reachable = "webhook";
/** Attempts after which a repetition may follow. The most often tried comes first: it is the oldest. */
const attemptsMade = [3, 2, 1, 0];

/** Which event has still to be brought where: written with the event, so that neither is there without the other. */
export class Outbox {
  readonly destinations: Table<ReturnType<typeof eventDestinationRow>["shape"]>;
  readonly deliveries: Table<typeof EventDeliveryRow.shape>;
  private readonly due = new Emitter<string>();
  /** A destination has something to get. Fires once that is committed. */
  readonly onDidFill = this.due.event;
  private readonly filled = new Set<string>();

  constructor(database: DatabaseSync, vault: Vault) {
    this.destinations = new Table(database, "event_destinations", eventDestinationRow(vault));
    this.deliveries = new Table(database, "event_deliveries", EventDeliveryRow);
  }

  /** For every destination that wants it. */
  add({ id, type, created_at, updated_at }: Omit<EventRow, "seq" | "data">): void {
    const wanting = "WHERE status = 'active' AND EXISTS (SELECT 1 FROM json_each(events) WHERE value IN ('*', ?))";
    for (const destination of this.destinations.select(wanting, [type])) {
      const isReachable = destination.type === reachable;
      this.deliveries.insert({
        id: newId("edlv"),
        created_at,
        updated_at,
        destination_id: destination.id,
        event_id: id,
        event_type: type,
        status: isReachable ? null : "failure",
        attempts: 0,
        due_at: isReachable ? created_at : null,
        delivered_at: null,
      });
      if (isReachable) this.fill(destination.id);
    }
  }

  /** Belongs into a transaction, like `add`: its end tells. */
  fill(destinationId: string): void {
    this.filled.add(destinationId);
  }

  committed(): void {
    const ids = [...this.filled];
    this.filled.clear();
    for (const id of ids) this.due.fire(id);
  }

  rolledBack(): void {
    this.filled.clear();
  }

  /** What is to be tried now, but for what is being tried. */
  nextDue(destinationId: string, now: number, underWay: ReadonlySet<string>): EventDeliveryRow | undefined {
    const clause = "WHERE destination_id = ? AND attempts = ? AND due_at <= ? ORDER BY due_at, seq LIMIT ?";
    for (const attempts of attemptsMade) {
      const rows = this.deliveries.select(clause, [destinationId, attempts, now, underWay.size + 1]);
      const next = rows.find(row => !underWay.has(row.id));
      if (next) return next;
    }
    return undefined;
  }

  /** When the first of what comes later is due. */
  laterDue(destinationId: string, now: number): number | undefined {
    const clause = "WHERE destination_id = ? AND attempts = ? AND due_at > ? ORDER BY due_at LIMIT 1";
    const times = attemptsMade.flatMap(attempts => {
      const due = this.deliveries.select(clause, [destinationId, attempts, now])[0]?.due_at;
      return typeof due === "number" ? [due] : [];
    });
    return times.length > 0 ? Math.min(...times) : undefined;
  }

  /** With all that was on its way. */
  remove(destinationId: string): void {
    this.destinations.delete(destinationId);
    this.deliveries.deleteWhere("WHERE destination_id = ?", [destinationId]);
  }
}

import type { DatabaseSync } from "node:sqlite";
import type { EventType } from "../events/eventTypes.ts";
import type { Summary } from "../events/summaries.ts";
import { newId } from "../ids.ts";
import type { Blobs } from "./blobs.ts";
import { Outbox } from "./outbox.ts";
import { AgentRow, CredentialRow, EventRow, runRow, ScreenshotRow, SessionRow, SourceRow, storageRow, TaskRow } from "./rows.ts";
import { Table } from "./table.ts";

/** All that Local Deck remembers. Everything is written before the call returns. */
export class Store {
  readonly agents;
  readonly sources;
  readonly credentials;
  readonly tasks;
  readonly sessions;
  readonly runs;
  readonly screenshots;
  readonly storage;
  readonly events;
  readonly outbox: Outbox;
  readonly blobs: Blobs;
  private readonly database: DatabaseSync;
  private depth = 0;

  constructor(database: DatabaseSync, blobs: Blobs) {
    this.database = database;
    this.blobs = blobs;
    this.agents = new Table(database, "agents", AgentRow);
    this.sources = new Table(database, "sources", SourceRow);
    this.credentials = new Table(database, "credentials", CredentialRow);
    this.tasks = new Table(database, "tasks", TaskRow);
    this.sessions = new Table(database, "sessions", SessionRow);
    this.runs = new Table(database, "runs", runRow(blobs));
    this.screenshots = new Table(database, "screenshots", ScreenshotRow);
    this.storage = new Table(database, "storage_items", storageRow(blobs));
    this.events = new Table(database, "events", EventRow);
    this.outbox = new Outbox(database);
  }

  /** All of it or nothing. One inside another belongs to the outer one. */
  transaction<T>(act: () => T): T {
    if (this.depth > 0) return act();
    this.database.exec("BEGIN IMMEDIATE");
    const result = this.commit(act);
    this.outbox.committed();
    return result;
  }

  /** Belongs into the transaction of the change it tells about. */
  addEvent(type: EventType, at: number, data: Summary): void {
    const event = { id: newId("evt"), created_at: at, updated_at: at, type };
    this.transaction(() => {
      this.events.insert({ ...event, data });
      this.outbox.add(event);
    });
  }

  isEmpty(): boolean {
    return [this.agents, this.sources, this.tasks, this.runs].every(table => table.count() === 0);
  }

  close(): void {
    this.database.close();
  }

  private commit<T>(act: () => T): T {
    this.depth += 1;
    try {
      const result = act();
      this.database.exec("COMMIT");
      return result;
    } catch (error) {
      this.outbox.rolledBack();
      this.database.exec("ROLLBACK");
      throw error;
    } finally {
      this.depth -= 1;
    }
  }
}

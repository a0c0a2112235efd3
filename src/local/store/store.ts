import type { DatabaseSync } from "node:sqlite";
import type { KnownEventType } from "../../api/schemas/eventTypes.ts";
import type { Summary } from "../events/summaries.ts";
import { Emitter } from "../../base/events.ts";
import { newId } from "../ids.ts";
import type { Blobs } from "./blobs.ts";
import { Outbox } from "./outbox.ts";
import { AgentRow, credentialRow, EventRow, KeptAnswerRow, RunHeadRow, runRow, ScreenshotRow, SessionRow, SourceRow, storageRow, TaskRow } from "./rows.ts";
import { Table } from "./table.ts";
import type { Vault } from "./vault.ts";

/** All that Local Deck remembers. Everything is written before the call returns. */
export class Store {
  readonly agents;
  readonly sources;
  readonly credentials;
  readonly tasks;
  readonly sessions;
  readonly runs;
  readonly runHeads;
  readonly screenshots;
  readonly storage;
  readonly keptAnswers;
  readonly events;
  readonly outbox: Outbox;
  readonly blobs: Blobs;
  private readonly database: DatabaseSync;
  private readonly wasReset = new Emitter<void>();
  /** Whatever is remembered elsewhere of what was in the store is void. */
  readonly onDidReset = this.wasReset.event;
  private depth = 0;

  constructor(database: DatabaseSync, blobs: Blobs, vault: Vault) {
    this.database = database;
    this.blobs = blobs;
    this.agents = new Table(database, "agents", AgentRow);
    this.sources = new Table(database, "sources", SourceRow);
    this.credentials = new Table(database, "credentials", credentialRow(vault));
    this.tasks = new Table(database, "tasks", TaskRow);
    this.sessions = new Table(database, "sessions", SessionRow);
    this.runHeads = new Table(database, "runs", RunHeadRow);
    this.runs = new Table(database, "runs", runRow(blobs));
    this.screenshots = new Table(database, "screenshots", ScreenshotRow);
    this.storage = new Table(database, "storage_items", storageRow(blobs));
    this.keptAnswers = new Table(database, "kept_answers", KeptAnswerRow);
    this.events = new Table(database, "events", EventRow);
    this.outbox = new Outbox(database, vault);
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
  addEvent(type: KnownEventType, at: number, data: Summary): void {
    const event = { id: newId("evt"), created_at: at, updated_at: at, type };
    this.transaction(() => {
      this.events.insert({ ...event, data });
      this.outbox.add(event);
    });
  }

  /** Forgets everything, also what is written into it elsewhere by name. */
  reset(): void {
    this.transaction(() => {
      const tables = this.database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
      for (const { name } of tables.all()) this.database.exec(`DELETE FROM "${String(name)}"`);
    });
    this.blobs.clear();
    this.wasReset.fire();
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

import type { DatabaseSync } from "node:sqlite";
import { chmodSync, statSync } from "node:fs";
import { LocalDeckError } from "../failure.ts";
import { applicationId, damaged, schemaVersion, stranger, unreadable } from "./dataFolder.ts";
import { schema } from "./schema.ts";

const busyCode = 5;
const corruptCodes = [11, 26];
/** Above this a full check would be felt at every start. */
const checkedBytes = 32_000_000;

/**
 * Opens the store and locks it for this connection alone; `busy` when another one has it. The lock is the
 * operating system's, so it ends with its program, however that ends.
 */
export function openDatabase(path: string): DatabaseSync | "busy" {
  const { DatabaseSync } = loadSqlite();
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path);
    database.exec("PRAGMA locking_mode = EXCLUSIVE");
    prepare(database, path);
    return database;
  } catch (cause) {
    database?.close();
    if (cause instanceof LocalDeckError) throw cause;
    const code = errorCode(cause);
    if (code === busyCode) return "busy";
    throw corruptCodes.includes(code) ? damaged(path, "it cannot be read", cause) : unreadable(path, cause);
  }
}

function loadSqlite() {
  const sqlite = typeof process.getBuiltinModule === "function" ? process.getBuiltinModule("node:sqlite") : undefined;
  if (sqlite) return sqlite;
  throw new LocalDeckError(
    "noSqlite",
    `Local Deck keeps its data with node:sqlite, which Node ${process.versions.node} does not have; ` +
      "use VS Code 1.101 or newer, or Node 22.13 or newer.",
  );
}

function prepare(database: DatabaseSync, path: string): void {
  // The first read also takes back what a killed program had begun, be it the creation itself.
  database.prepare("SELECT count(*) FROM sqlite_schema").get();
  if (statSync(path).size > 0) check(database, path);
  else create(database, path);
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON");
  // A first write takes the lock now, not with the first change.
  database.exec("BEGIN IMMEDIATE; COMMIT");
}

function create(database: DatabaseSync, path: string): void {
  // Inputs are in it, and the folder may have been made by somebody else for all to read.
  chmodSync(path, 0o600);
  // The mark and the tables come together, before the log: whoever reads the file finds all or nothing.
  database.exec(
    `BEGIN EXCLUSIVE; PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaVersion}; ${schema} COMMIT`,
  );
}

function check(database: DatabaseSync, path: string): void {
  if (database.prepare("PRAGMA application_id").get()?.["application_id"] !== applicationId) throw stranger(path);
  if (statSync(path).size > checkedBytes) return;
  const verdict = database.prepare("PRAGMA quick_check(1)").get()?.["quick_check"];
  if (verdict !== "ok") throw damaged(path, "its pages do not fit together");
}

function errorCode(thrown: unknown): number {
  const code = thrown instanceof Error && "errcode" in thrown ? Number(thrown.errcode) : 0;
  // The low byte is the primary code; the rest tells variants.
  return code & 0xff;
}

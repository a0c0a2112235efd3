import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { hasCode, messageOf } from "../../base/errors.ts";
import { LocalDeckError } from "../failure.ts";

/** "Deck" in ASCII: tells our store from other programs' SQLite files. */
export const applicationId = 0x4465636b;
export const schemaVersion = 1;

export const storeFile = "deck.sqlite";
export const keyFile = "key";
export const secretFile = "secret";
export const holderFile = "holder.json";
export const filesFolder = "files";

const ownNames = new RegExp(`^(?:${storeFile}(?:-wal|-shm|-journal)?|${keyFile}|${secretFile}|${holderFile}|${filesFolder})(?:\\.new)?$`);

/** Throws where the folder cannot be ours. Reads only: a folder that is refused stays as it was. */
export function inspectFolder(data: string): void {
  const names = namesIn(data);
  // Where a program was killed while it changed the file itself, only SQLite can tell what is in it.
  if (names.includes(`${storeFile}-journal`)) return;
  if (names.includes(storeFile)) return inspectStore(join(data, storeFile), names.includes(`${storeFile}-wal`));
  const other = names.find(name => !ownNames.test(name) && name !== ".DS_Store");
  if (other === undefined) return;
  const what = `The folder ${data} holds other things (${other}) and no Local Deck data`;
  throw foreign(`${what}, so it was left as it is; choose an empty or a new folder.`);
}

function namesIn(data: string): string[] {
  try {
    return readdirSync(data);
  } catch (cause) {
    if (hasCode(cause, "ENOENT")) return [];
    throw unreadable(data, cause);
  }
}

function inspectStore(path: string, hasLog: boolean): void {
  const head = headOf(path);
  if (head.bytes.length === 0) return;
  if (head.bytes.length < 100 || head.bytes.toString("latin1", 0, 16) !== "SQLite format 3\0") {
    throw damaged(path, "it is not a database");
  }
  const id = head.bytes.readUInt32BE(68);
  const version = head.bytes.readUInt32BE(60);
  if (id !== applicationId) throw stranger(path);
  if (version > schemaVersion) {
    throw foreign(`${path} was written by a newer Local Deck, so it was left as it is; update this one or choose another folder.`);
  }
  // Where a write-ahead log is there, the file may lag behind it and SQLite mends it.
  if (!hasLog && head.size < head.bytes.readUInt32BE(28) * pageSize(head.bytes)) throw damaged(path, "its end is missing");
}

function pageSize(head: Buffer): number {
  const written = head.readUInt16BE(16);
  return written === 1 ? 65_536 : written;
}

function headOf(path: string): { bytes: Buffer; size: number } {
  try {
    const file = openSync(path, "r");
    try {
      const bytes = Buffer.alloc(100);
      return { bytes: bytes.subarray(0, readSync(file, bytes)), size: statSync(path).size };
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function foreign(message: string): LocalDeckError {
  return new LocalDeckError("foreign", message);
}

export function stranger(path: string): LocalDeckError {
  return foreign(`${path} belongs to another program, so it was left as it is; choose another folder.`);
}

export function damaged(path: string, why: string, cause?: unknown): LocalDeckError {
  return new LocalDeckError(
    "damaged",
    `The store ${path} is damaged (${why}) and was left as it is; choose another folder, or move this one away to begin anew.`,
    { cause },
  );
}

export function unreadable(path: string, cause: unknown): LocalDeckError {
  return new LocalDeckError(
    "unreadable",
    `${path} cannot be read and written (${messageOf(cause)}); choose a folder that belongs to you.`,
    { cause },
  );
}

export function makeFolder(data: string): void {
  try {
    mkdirSync(join(data, filesFolder), { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw unreadable(data, cause);
  }
}

/** The text of a small private file; made once by `make` where it is missing or empty. */
export function keepSecret(path: string, make: () => string): string {
  const kept = textOf(path)?.trim();
  if (kept) return kept;
  const made = make();
  writePrivate(path, `${made}\n`);
  return made;
}

/** Whole or not at all, readable by the owner alone. */
export function writePrivate(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  chmodSync(`${path}.new`, 0o600);
  renameSync(`${path}.new`, path);
}

export function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    if (hasCode(cause, "ENOENT")) return undefined;
    throw unreadable(path, cause);
  }
}

import { createHash, randomUUID } from "node:crypto";
import { closeSync, fsyncSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hasCode } from "../../base/errors.ts";

const unfinished = ".new";

/** A row names a file that somebody has taken away. */
export class MissingFile extends Error {
  constructor(name: string) {
    super(`The file ${name} is missing from the data folder`);
  }
}

/** Bytes beside the database, each under the hash of its content, so that equal ones are kept once. */
export class Blobs {
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** There once this returns; a row may name it then. */
  write(bytes: Uint8Array | string): string {
    const name = createHash("sha256").update(bytes).digest("hex");
    if (this.sizeOf(name) !== undefined) return name;
    const path = this.unfinishedPath();
    writeFileSync(path, bytes, { mode: 0o600 });
    return this.adopt(path, name);
  }

  /** A file that was written at an unfinished path becomes the one of that name: whole, also after a power failure. */
  adopt(path: string, name: string): string {
    const file = openSync(path, "r+");
    fsyncSync(file);
    closeSync(file);
    renameSync(path, this.pathOf(name));
    return name;
  }

  /** Names come from our own rows only. */
  read(name: string): Buffer {
    return present(name, () => readFileSync(this.pathOf(name)));
  }

  /** A large text is never held twice. */
  readText(name: string): string {
    return present(name, () => readFileSync(this.pathOf(name), "utf8"));
  }

  /** In bytes; undefined where the file is missing. */
  sizeOf(name: string): number | undefined {
    return statSync(this.pathOf(name), { throwIfNoEntry: false })?.size;
  }

  pathOf(name: string): string {
    return join(this.folder, name);
  }

  /** A new path for a file that is still being written; what a killed program leaves there is swept away. */
  unfinishedPath(): string {
    return join(this.folder, `${randomUUID()}${unfinished}`);
  }

  /** All but what is still being written. */
  clear(): void {
    for (const name of readdirSync(this.folder)) {
      if (!name.endsWith(unfinished)) rmSync(join(this.folder, name), { force: true });
    }
  }

  /** Only for who has locked the store: what is unfinished then is nobody's. */
  sweep(): void {
    for (const name of readdirSync(this.folder)) {
      if (name.endsWith(unfinished)) rmSync(join(this.folder, name), { force: true });
    }
  }
}

function present<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw hasCode(cause, "ENOENT") ? new MissingFile(name) : cause;
  }
}

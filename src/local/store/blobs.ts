import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Bytes beside the database, each under the hash of its content, so that equal ones are kept once. */
export class Blobs {
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** There once this returns; a row may name it then. */
  write(bytes: Uint8Array | string): string {
    const name = createHash("sha256").update(bytes).digest("hex");
    const path = join(this.folder, name);
    if (existsSync(path)) return name;
    writeFileSync(`${path}.new`, bytes, { mode: 0o600 });
    renameSync(`${path}.new`, path);
    return name;
  }

  /** Names come from our own rows only. */
  read(name: string): Buffer {
    return readFileSync(join(this.folder, name));
  }
}

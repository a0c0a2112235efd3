import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { atEnd } from "./ending.ts";

export interface TemporaryFolder {
  path: string;
  /** Removes it, as the end of the program does too. */
  close(): Promise<void>;
}

export async function temporaryFolder(name: string): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), `deck-${name}-`));
  const remove = (): Promise<void> => rm(path, { recursive: true, force: true, maxRetries: 5 });
  const owned = atEnd(remove);
  return {
    path,
    close() {
      owned.dispose();
      return remove();
    },
  };
}

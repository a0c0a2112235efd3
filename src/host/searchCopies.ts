import { rmSync } from "node:fs";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import type { Disposable } from "../base/events.ts";

const prefix = "deck-find-";
/** By then the window that made it has ended without a chance to remove it. */
const oldMs = 7 * 24 * 60 * 60_000;

/** Folders that only their user may read, for copies of what is searched; they go with the window. */
export class SearchCopies implements Disposable {
  private readonly made: string[] = [];

  async folder(): Promise<vscode.Uri> {
    if (this.made.length === 0) await removeOld(tmpdir(), Date.now());
    const path = await mkdtemp(join(tmpdir(), prefix));
    this.made.push(path);
    return vscode.Uri.file(path);
  }

  dispose(): void {
    for (const path of this.made.splice(0)) rmSync(path, { recursive: true, force: true });
  }
}

/** What is another user's, or gone meanwhile, is not ours to remove. */
async function removeOld(folder: string, now: number): Promise<void> {
  const names = (await readdir(folder)).filter(name => name.startsWith(prefix));
  const remove = async (path: string): Promise<void> => {
    if (now - (await stat(path)).mtimeMs > oldMs) await rm(path, { recursive: true });
  };
  await Promise.allSettled(names.map(name => remove(join(folder, name))));
}

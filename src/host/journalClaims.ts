import { mkdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { hasCode } from "../base/errors.ts";

/** Longer than a claim is ever held by a window that lives. */
const staleMs = 60_000;

/** Lets one of several windows take over what a dead one left: the secret storage itself cannot. */
export class JournalClaims {
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** False if another window was quicker. */
  async take(name: string): Promise<boolean> {
    await mkdir(this.folder, { recursive: true });
    return (await this.write(name)) || ((await this.removeStale(name)) && (await this.write(name)));
  }

  async release(name: string): Promise<void> {
    await rm(this.file(name), { force: true });
  }

  private async write(name: string): Promise<boolean> {
    try {
      await writeFile(this.file(name), "", { flag: "wx" });
      return true;
    } catch (error) {
      if (hasCode(error, "EEXIST")) return false;
      throw error;
    }
  }

  private async removeStale(name: string): Promise<boolean> {
    const claimed = await stat(this.file(name)).catch(() => undefined);
    if (claimed && Date.now() - claimed.mtimeMs < staleMs) return false;
    await this.release(name);
    return true;
  }

  private file(name: string): string {
    return join(this.folder, `${name.replaceAll(/[^\w.-]/g, "_")}.claim`);
  }
}

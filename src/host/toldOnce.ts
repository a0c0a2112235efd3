import { mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { hasCode } from "../base/errors.ts";

/** Longer than a window could take to hear of the same thing. */
const keptMs = 24 * 60 * 60_000;

/** Over all windows, each thing is told by one of them: the first that leaves a mark for it in a folder that they share. */
export class ToldOnce {
  private readonly folder: string;
  private swept: Promise<void> | undefined;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** False if it was told already. Where marks cannot be made it is true: better told twice than never. */
  async take(name: string): Promise<boolean> {
    try {
      await mkdir(this.folder, { recursive: true });
      this.swept ??= this.sweep();
      await writeFile(join(this.folder, `${name.replaceAll(/[^\w.-]/g, "_").slice(0, 200)}.told`), "", { flag: "wx" });
      return true;
    } catch (error) {
      return !hasCode(error, "EEXIST");
    }
  }

  /** Resolves when old marks are swept away. */
  async done(): Promise<void> {
    await this.swept;
  }

  private async sweep(): Promise<void> {
    for (const name of await readdir(this.folder).catch(() => [])) {
      const file = join(this.folder, name);
      const told = await stat(file).catch(() => undefined); // another window was quicker
      if (name.endsWith(".told") && told && Date.now() - told.mtimeMs > keptMs) await rm(file, { force: true });
    }
  }
}

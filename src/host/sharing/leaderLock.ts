import { readFileSync, rmSync } from "node:fs";
import { link, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hasCode } from "../../base/errors.ts";

/** Silent for so long, the window that led is taken for dead. It beats several times within that. */
export const silentMs = 8_000;

/** Says which of several windows leads: a file with its name in it, whose time it renews for as long as it lives. */
export class LeaderLock {
  private readonly file: string;
  private readonly owner: string;
  private readonly now: () => number;

  constructor(file: string, owner: string, now: () => number) {
    this.file = file;
    this.owner = owner;
    this.now = now;
  }

  /** Whether this window leads now, as nobody else does. */
  async take(): Promise<boolean> {
    if (await this.create()) return true;
    const holder = await this.holder();
    if (holder !== undefined && !(await this.isSilent())) return holder === this.owner;
    return (await this.clear(holder)) && this.create();
  }

  /** Renews the time; false if another window has taken over meanwhile, or the file is gone. */
  async keep(): Promise<boolean> {
    if ((await this.holder()) !== this.owner) return false;
    return this.beat();
  }

  /** At once, as a window that closes waits for nothing. */
  release(): void {
    try {
      if (readFileSync(this.file, "utf8") === this.owner) rmSync(this.file, { force: true });
    } catch (error) {
      if (!hasCode(error, "ENOENT")) throw error;
    }
  }

  private async create(): Promise<boolean> {
    try {
      await writeFile(this.file, this.owner, { flag: "wx", mode: 0o600 });
    } catch (error) {
      if (hasCode(error, "EEXIST")) return false;
      throw error;
    }
    return this.beat();
  }

  private async beat(): Promise<boolean> {
    const seconds = this.now() / 1000;
    try {
      await utimes(this.file, seconds, seconds);
      return true;
    } catch (error) {
      if (hasCode(error, "ENOENT")) return false;
      throw error;
    }
  }

  private async holder(): Promise<string | undefined> {
    try {
      return await readFile(this.file, "utf8");
    } catch (error) {
      if (hasCode(error, "ENOENT")) return undefined;
      throw error;
    }
  }

  /** A time in the future is no sign of life either: the clock was set back. */
  private async isSilent(): Promise<boolean> {
    try {
      return Math.abs(this.now() - (await stat(this.file)).mtimeMs) > silentMs;
    } catch (error) {
      if (hasCode(error, "ENOENT")) return false;
      throw error;
    }
  }

  /** Of several that do this at once, one gets the file out of the way; what it got may already be the next one's, and is put back. */
  private async clear(silent: string | undefined): Promise<boolean> {
    const aside = `${this.file}.${this.owner}`;
    try {
      await rename(this.file, aside);
    } catch (error) {
      if (hasCode(error, "ENOENT")) return true;
      throw error;
    }
    const isRight = (await readFile(aside, "utf8")) === silent;
    if (!isRight) await link(aside, this.file).catch(() => undefined); // somebody else has one there by now, which is as good
    await rm(aside, { force: true });
    return isRight;
  }
}

import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as delay } from "node:timers/promises";
import type { Disposable } from "../../../src/base/events.ts";
import { fetchedFolder, support } from "../paths.ts";
import { runChild } from "../process/children.ts";

export type Say = (line: string) => void;

export interface Installation {
  /** The folder beside this one with package.json and lock; what is installed has the same name. */
  name: string;
  /** What the person is told is being fetched. */
  title: string;
  /** What remains to be done with the packages; changing it must change `version`. */
  finish?: (folder: string, say: Say) => Promise<void>;
  version: number;
}

/** Installs locked packages into a folder of their own, once, and returns that folder. */
export async function installed(what: Installation, say: Say): Promise<string> {
  const folder = join(fetchedFolder, what.name);
  const stamp = `installed-${await fingerprint(what)}`;
  if (await exists(join(folder, stamp))) return folder;
  const lock = await locked(what, say);
  try {
    if (!(await exists(join(folder, stamp)))) await replace(folder, unfinished => install(what, unfinished, say));
    await writeFile(join(folder, stamp), "");
  } finally {
    lock.dispose();
  }
  return folder;
}

/** Makes a folder beside the old one first: an npm that survived its killed run may still be writing there. */
async function replace(folder: string, make: (unfinished: string) => Promise<void>): Promise<void> {
  const unfinished = `${folder}-unfinished`;
  await removeLeftovers(unfinished);
  const fresh = await mkdtemp(unfinished);
  await make(fresh);
  await rm(folder, { recursive: true, force: true });
  await rename(fresh, folder);
}

async function removeLeftovers(prefix: string): Promise<void> {
  const names = (await readdir(fetchedFolder)).filter(name => name.startsWith(basename(prefix)));
  // What cannot be removed now is in use, and goes the next time.
  await Promise.allSettled(names.map(name => rm(join(fetchedFolder, name), { recursive: true, force: true })));
}

async function install(what: Installation, folder: string, say: Say): Promise<void> {
  const startedAt = Date.now();
  say(`Fetching ${what.title} from npm into .vscode-test/${what.name}, once`);
  for (const file of ["package.json", "package-lock.json"]) {
    await cp(join(support, "fetch", what.name, file), join(folder, file));
  }
  await npm(folder, ["ci", "--ignore-scripts"]);
  await what.finish?.(folder, say);
  say(`Fetched ${what.title} in ${Math.round((Date.now() - startedAt) / 1000)} s`);
}

/** Runs npm in a folder and fails with all it said. */
export async function npm(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
  const { code, output } = await runChild("npm", [...args, "--no-audit", "--no-fund"], {
    cwd: folder,
    env: { ...process.env, ...env },
  });
  if (code !== 0) throw new Error(`npm ${args.join(" ")} failed in ${folder}:\n${output}`);
}

async function fingerprint(what: Installation): Promise<string> {
  const lock = await readFile(join(support, "fetch", what.name, "package-lock.json"));
  return createHash("sha256").update(lock).update(`${what.version}`).digest("hex").slice(0, 16);
}

/** Waits for other runs that install the same. A lock of SQLite's ends with its process, however that ends. */
async function locked(what: Installation, say: Say): Promise<Disposable> {
  await mkdir(fetchedFolder, { recursive: true });
  const database = new DatabaseSync(join(fetchedFolder, `${what.name}.lock`));
  for (let tries = 0; ; tries++) {
    try {
      database.exec("BEGIN EXCLUSIVE");
      return { dispose: () => database.close() };
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (tries === 0) say(`Waiting for another run that fetches ${what.title}`);
      await delay(500);
    }
  }
}

function isBusy(error: unknown): boolean {
  const sqliteBusy = 5;
  return error instanceof Error && "errcode" in error && error.errcode === sqliteBusy;
}

export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}

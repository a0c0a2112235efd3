import { createHash, createHmac } from "node:crypto";
import { readdir, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Profile } from "../profile.ts";
import { lockFile, statusFile } from "./sharedFolder.ts";

/** What nobody has written to for so long is of no use to anybody, and is not left lying about. */
const keptMs = 7 * 24 * 60 * 60 * 1000;
const leftMs = 60_000;
const prefixLength = 12;

/** Under the storage that all windows have in common. */
function placesIn(storage: string): string {
  return join(storage, "windows");
}

/**
 * Where the windows that have this profile in use meet: one folder for each server and key. Of the key only 24 bits go into
 * the name: enough to tell a person's few keys apart, too few to find one by.
 */
export function placeOf(storage: string, { id, baseUrl }: Pick<Profile, "id" | "baseUrl">, key: string): string {
  const tag = createHmac("sha256", key).update(baseUrl).digest("hex").slice(0, 6);
  return join(placesIn(storage), `${prefixOf(id)}${tag}`);
}

/** Removes what was kept of the runs of all other profiles: a person has signed out of them, or taken them away. */
export async function keepPlacesOf(storage: string, profileIds: readonly string[]): Promise<void> {
  const kept = profileIds.map(prefixOf);
  const names = await placeNames(placesIn(storage));
  const others = names.filter(name => !kept.some(prefix => name.startsWith(prefix)));
  await Promise.all(others.map(name => rm(join(placesIn(storage), name), { recursive: true, force: true, maxRetries: 5 })));
}

/** Removes the places beside this one that were left: long ago, or of the same profile, as that has another server or key now. */
export async function sweepBeside(place: string, now: number): Promise<void> {
  const names = await placeNames(dirname(place));
  for (const name of names.filter(other => other !== basename(place))) {
    const folder = join(dirname(place), name);
    const isOwn = name.slice(0, prefixLength) === basename(place).slice(0, prefixLength);
    if (now - (await lastUse(folder)) > (isOwn ? leftMs : keptMs)) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Windows that are still there renew the lock every few seconds. */
async function lastUse(folder: string): Promise<number> {
  const times = [folder, join(folder, statusFile), join(folder, lockFile)].map(file => stat(file).catch(() => undefined));
  return Math.max(...(await Promise.all(times)).map(found => found?.mtimeMs ?? 0));
}

/** Ids are the person's own text, which not every file system takes. */
function prefixOf(profileId: string): string {
  return `${createHash("sha256").update(profileId).digest("hex").slice(0, prefixLength)}-`;
}

/** Whatever else lies there is not ours to remove. */
async function placeNames(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter(name => /^[0-9a-f]{12}-[0-9a-f]{6}$/.test(name));
}

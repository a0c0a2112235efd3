import type { KeyStore } from "./keyStore.ts";
import type { Tunnel } from "./push/tunnelRoute.ts";

/** What the editor keeps for all windows. */
interface Memory {
  get(name: string): unknown;
  update(name: string, value: unknown): PromiseLike<void>;
}

interface Seen {
  /** The profiles that the settings name. */
  readonly named: readonly string[];
  readonly now: number;
}

/** A profile taken out by mistake, or settings that cannot be read for a moment, must not cost a key. */
const graceMs = 24 * 60 * 60 * 1_000;

const memoryName = "deck.missingProfiles";

interface Secrets extends Pick<KeyStore, "known" | "forget"> {
  tunnel(id: string): PromiseLike<Pick<Tunnel, "url" | "destinationId"> | undefined>;
}

/** Deletes the keys of profiles that have been gone from the settings for a day, as seen at the starts of windows. Returns what is to be told of that. */
export async function removeOrphanedKeys(keys: Secrets, memory: Memory, { named, now }: Seen): Promise<string[]> {
  const before = timesIn(memory.get(memoryName));
  const orphans = (await keys.known()).filter(id => !named.includes(id));
  const missing = orphans.map(id => ({ id, since: before.get(id) ?? now }));
  const isOverdue = ({ since }: { readonly since: number }): boolean => now - since >= graceMs;
  const told: string[] = [];
  for (const { id } of missing.filter(isOverdue)) {
    told.push(...left(id, await keys.tunnel(id)));
    await keys.forget(id);
  }
  const waiting = missing.filter(each => !isOverdue(each)).map(({ id, since }) => [id, since]);
  await memory.update(memoryName, Object.fromEntries(waiting));
  return told;
}

/** Without the profile nobody knows where its server is. The destination rests there: it is sent nothing. */
function left(id: string, tunnel: Pick<Tunnel, "url" | "destinationId"> | undefined): string[] {
  if (tunnel?.destinationId === undefined) return [];
  return [`The profile "${id}" was taken out of the settings. Its server keeps the event destination ${tunnel.destinationId} for ${tunnel.url}, inactive: delete it in the Console. Remove Profile would have deleted it.`];
}

/** When a key was first seen without its profile, by the profile's id. */
function timesIn(value: unknown): ReadonlyMap<string, number> {
  const entries: [string, unknown][] = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return new Map(entries.flatMap(([id, since]) => (typeof since === "number" ? [[id, since]] : [])));
}

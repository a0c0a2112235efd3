import type { KeyStore } from "./keyStore.ts";

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

/** Deletes the keys of profiles that have been gone from the settings for a day, as seen at the starts of windows. */
export async function removeOrphanedKeys(
  keys: Pick<KeyStore, "known" | "forget">,
  memory: Memory,
  { named, now }: Seen,
): Promise<void> {
  const before = timesIn(memory.get(memoryName));
  const orphans = (await keys.known()).filter(id => !named.includes(id));
  const missing = orphans.map(id => ({ id, since: before.get(id) ?? now }));
  const isOverdue = ({ since }: { readonly since: number }): boolean => now - since >= graceMs;
  for (const { id } of missing.filter(isOverdue)) await keys.forget(id);
  const waiting = missing.filter(each => !isOverdue(each)).map(({ id, since }) => [id, since]);
  await memory.update(memoryName, Object.fromEntries(waiting));
}

/** When a key was first seen without its profile, by the profile's id. */
function timesIn(value: unknown): ReadonlyMap<string, number> {
  const entries: [string, unknown][] = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return new Map(entries.flatMap(([id, since]) => (typeof since === "number" ? [[id, since]] : [])));
}

import assert from "node:assert/strict";
import { removeOrphanedKeys } from "../../../src/host/orphanedKeys.ts";

const hourMs = 3_600_000;

describe("keys whose profiles are gone", () => {
  it("are deleted once the profile has been missing for a day", async () => {
    const { keyed, start } = setup("deck", "acme", "gone");
    await start(["deck", "acme"], 0);
    assert.deepEqual(keyed(), ["deck", "acme", "gone"]);
    await start(["deck", "acme"], 23 * hourMs);
    assert.deepEqual(keyed(), ["deck", "acme", "gone"]);
    await start(["deck", "acme"], 24 * hourMs);
    assert.deepEqual(keyed(), ["deck", "acme"]);
  });

  it("stay when the profile comes back, and the day counts anew when it goes again", async () => {
    const { keyed, start } = setup("acme");
    await start([], 0);
    await start(["acme"], 12 * hourMs);
    await start([], 25 * hourMs);
    assert.deepEqual(keyed(), ["acme"]);
    await start([], 49 * hourMs);
    assert.deepEqual(keyed(), []);
  });
});

/** What is kept between the starts of windows, in memory. */
function setup(...ids: string[]): { keyed: () => string[]; start: (named: string[], now: number) => Promise<void> } {
  const keys = new Set(ids);
  const kept = new Map<string, unknown>();
  const memory = {
    get: (name: string) => kept.get(name),
    update: async (name: string, value: unknown) => void kept.set(name, value),
  };
  const store = { known: async () => Array.from(keys), forget: async (id: string) => void keys.delete(id) };
  return { keyed: () => Array.from(keys), start: (named, now) => removeOrphanedKeys(store, memory, { named, now }) };
}
